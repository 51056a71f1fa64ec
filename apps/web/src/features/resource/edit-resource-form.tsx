import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { LIMITS } from '#contracts';
import { useAnnounce } from '../../components/announcer.js';
import { Button, LinkButton } from '../../components/button.js';
import { SelectField, TextAreaField, TextField } from '../../components/field.js';
import { Form } from '../../components/form.js';
import { ProblemNotice } from '../../components/problem.js';
import { EditResourceDocument } from '../../gql/graphql.js';
import type { Licence, ResourceKind, ResourceLanguage } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { ChangedMeanwhile } from '../admin/changed-meanwhile.js';
import { useBasis, useExpected } from '../admin/use-basis.js';
import { MarkdownField } from '../composer/markdown-field.js';
import { SavedState } from '../composer/saved-state.js';
import { useFieldProblems } from '../identity/use-field-problems.js';
import { isWebAddress } from './host-of.js';
import { LicenceField } from './licence-field.js';
import { tagsIn } from './tags-in.js';
import type { WholeResource } from './use-resource.js';
import { FILE_KINDS, RESOURCE_LANGUAGES, useResourceWords } from './use-resource-words.js';

interface Values {
  title: string;
  url: string;
  description: string;
  kind: ResourceKind;
  language: ResourceLanguage;
  licence: Licence;
  terms: string;
  authors: string;
  tags: string;
}

const FIELDS = ['title', 'url', 'description', 'kind', 'language', 'licence', 'terms', 'authors', 'tags'] as const;

interface EditResourceFormProps {
  resource: WholeResource;
  /** Drops what was typed and begins anew with what there is now. */
  startOver: () => void;
}

/** What is said of a resource, to be changed. Two editors of one resource hear of each other. */
export function EditResourceForm({ resource, startOver }: EditResourceFormProps): ReactNode {
  const { t } = useLingui();
  const words = useResourceWords();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const edit = useAction(EditResourceDocument);
  const description = useRef<HTMLTextAreaElement>(null);
  const link = resource.url !== null && resource.url !== undefined;
  const { register, handleSubmit, formState, setError, control } = useForm<Values>({
    defaultValues: {
      title: resource.title,
      url: resource.url ?? '',
      description: resource.description,
      kind: resource.kind,
      language: resource.language,
      licence: resource.licence,
      terms: resource.terms ?? '',
      authors: resource.authors ?? '',
      tags: resource.tags.join(', '),
    },
  });
  const { problem } = edit;
  useFieldProblems(problem, FIELDS, setError);
  const { errors } = formState;
  const licence = useWatch({ control, name: 'licence' });
  const { expectedRevision } = useExpected(useBasis(resource.revision, startOver));
  const conflict = problem?.presentRevision;
  const to = { to: '/c/$slug/r/$id/{-$title}', params: { slug: resource.community.slug, id: resource.id } } as const;

  const send = async (values: Values, over = expectedRevision): Promise<void> => {
    const { title, url, description: text, kind, terms, authors, tags, ...rest } = values;
    const input = {
      resourceId: resource.id,
      expectedRevision: over,
      title: title.trim(),
      description: text.trim(),
      authors: authors.trim(),
      tags: tagsIn(tags),
      ...(rest.licence === 'OWN_TERMS' ? { terms: terms.trim() } : {}),
      ...(link ? { url: url.trim() } : { kind }),
      ...rest,
    };
    if (!(await edit.run({ input }))) return;
    announce(t`The resource is saved.`);
    await navigate(to);
  };
  const submit = handleSubmit((values) => send(values));
  const tooLong = (most: number) => ({ value: most, message: t`At most ${most} characters.` });
  const atFields = Object.keys(problem?.fields ?? {}).some((field) => FIELDS.some((one) => field.endsWith(one)));
  const checkTags = (typed: string): string | true => {
    const tags = tagsIn(typed);
    if (tags.length > LIMITS.resourceTags) return t`At most ${LIMITS.resourceTags} tags.`;
    const long = tags.find((tag) => tag.length > LIMITS.resourceTag);
    return long ? t`“${long}” is too long for a tag.` : true;
  };
  return (
    <Form
      onSubmit={submit}
      problem={
        conflict !== undefined ? (
          <ChangedMeanwhile
            busy={edit.busy}
            onTakeTheirs={startOver}
            onKeepMine={handleSubmit((values) => send(values, conflict))}
          />
        ) : atFields ? null : (
          <ProblemNotice problem={problem} />
        )
      }
      actions={
        <>
          <Button type="submit" look="primary" busy={edit.busy}>
            <Trans>Save</Trans>
          </Button>
          <LinkButton {...to}>
            <Trans>Cancel</Trans>
          </LinkButton>
        </>
      }
    >
      <TextField
        label={<Trans>Title</Trans>}
        autoComplete="off"
        error={errors.title?.message}
        {...register('title', {
          validate: (title) => title.trim() !== '' || t`Give the resource a title.`,
          maxLength: tooLong(LIMITS.resourceTitle),
        })}
      />
      {link ? (
        <TextField
          label={<Trans>Address of the page</Trans>}
          type="url"
          autoComplete="off"
          error={errors.url?.message}
          {...register('url', {
            validate: (url) => isWebAddress(url.trim()) || t`Give the whole address, with “https://”.`,
            maxLength: tooLong(LIMITS.resourceUrl),
          })}
        />
      ) : null}
      <Controller
        control={control}
        name="description"
        rules={{ maxLength: tooLong(LIMITS.resourceDescription) }}
        render={({ field }) => (
          <MarkdownField
            ref={description}
            labelled
            label={t`Description (optional)`}
            placeholder={t`What it is, whom it helps, how you use it…`}
            value={field.value}
            onChange={field.onChange}
            onSubmit={() => void submit()}
            error={errors.description?.message}
            footer={<SavedState saved={false} length={field.value.length} limit={LIMITS.resourceDescription} />}
          />
        )}
      />
      {link ? null : (
        <SelectField label={<Trans>Kind</Trans>} error={errors.kind?.message} {...register('kind')}>
          {FILE_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {words.kind(kind)}
            </option>
          ))}
        </SelectField>
      )}
      <SelectField
        label={<Trans>Language of the content</Trans>}
        error={errors.language?.message}
        {...register('language')}
      >
        {RESOURCE_LANGUAGES.map((language) => (
          <option key={language} value={language}>
            {words.language(language)}
          </option>
        ))}
      </SelectField>
      <LicenceField chosen={licence} error={errors.licence?.message} {...register('licence')} />
      {licence === 'OWN_TERMS' ? (
        <TextAreaField
          label={<Trans>Its own terms</Trans>}
          error={errors.terms?.message}
          {...register('terms', {
            validate: (terms) => terms.trim() !== '' || t`Write the terms.`,
            maxLength: tooLong(LIMITS.resourceTerms),
          })}
        />
      ) : null}
      <TextField
        label={<Trans>Authors (optional)</Trans>}
        hint={<Trans>The people or institutions who made it.</Trans>}
        autoComplete="off"
        error={errors.authors?.message}
        {...register('authors', { maxLength: tooLong(LIMITS.resourceAuthors) })}
      />
      <TextField
        label={<Trans>Tags (optional)</Trans>}
        hint={<Trans>Keywords separated by commas; they help people find it.</Trans>}
        autoComplete="off"
        error={errors.tags?.message}
        {...register('tags', { validate: checkTags })}
      />
    </Form>
  );
}
