import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useClient, useQuery } from 'urql';
import { NotFoundPage } from '../../app/pages/not-found-page.js';
import { useAnnounce } from '../../components/announcer.js';
import { Button, LinkButton } from '../../components/button.js';
import { TextAreaField, TextField } from '../../components/field.js';
import { Form } from '../../components/form.js';
import { Page } from '../../components/page.js';
import { ProblemNotice } from '../../components/problem.js';
import { Skeleton } from '../../components/skeleton.js';
import { CommunityTextsDocument, EditCommunityDocument } from '../../gql/graphql.js';
import type { CommunityTextsQuery } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { useViewer } from '../../lib/graphql/use-viewer.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { ChangedMeanwhile } from '../admin/changed-meanwhile.js';
import { NAME, SUMMARY } from '../admin/communities/text-values.js';
import { useBasis, useExpected } from '../admin/use-basis.js';
import { SignInFirst } from '../identity/sign-in-first.js';
import { useFieldProblems } from '../identity/use-field-problems.js';
import { ThreadCrumbs } from '../threads/thread-heading.js';
import styles from './community-page.module.css';
import { ForFacilitators } from './for-facilitators.js';
import { useCommunity } from './use-community.js';

type Texts = NonNullable<NonNullable<CommunityTextsQuery['community']>['texts']>;

interface TextValues {
  name: { en: string; fr: string };
  summary: { en: string; fr: string };
  tags: string;
}

/** Keywords as one types them: separated by commas, with or without the sign. */
const tagsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim().replace(/^#/, ''))
      .filter(Boolean),
  ),
];

/** A purpose is one paragraph: a line break in it is a space. */
const onOneLine = (text: string): string => text.trim().replaceAll(/\s*\n\s*/g, ' ');

interface TextsFormProps {
  slug: string;
  texts: Texts;
  tags: readonly string[];
  revision: number;
  /** Drops what was typed and begins anew with what there is now. */
  startOver: () => void;
}

function TextsForm({ slug, texts, tags, revision, startOver }: TextsFormProps): ReactNode {
  const { t } = useLingui();
  const { language } = useLocale();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const edit = useAction(EditCommunityDocument);
  const { register, handleSubmit, formState, setError } = useForm<TextValues>({
    defaultValues: {
      name: { en: texts.name.en, fr: texts.name.fr },
      summary: { en: texts.summary.en, fr: texts.summary.fr },
      tags: tags.join(', '),
    },
  });
  const { problem } = edit;
  useFieldProblems(problem, ['name.en', 'name.fr', 'summary.en', 'summary.fr', 'tags'], setError);
  const { errors } = formState;
  const { expectedRevision } = useExpected(useBasis(revision, startOver));
  const conflict = problem?.presentRevision;
  const send = async ({ name, summary, tags: typed }: TextValues, over = expectedRevision): Promise<void> => {
    const input = {
      slug,
      name: { en: name.en.trim(), fr: name.fr.trim() },
      summary: { en: onOneLine(summary.en), fr: onOneLine(summary.fr) },
      tags: tagsIn(typed),
      expectedRevision: over,
    };
    if (!(await edit.run({ input, language }))) return;
    announce(t`The texts are saved.`);
    await navigate({ to: '/c/$slug', params: { slug } });
  };
  const submit = handleSubmit((values) => send(values));
  const required = t`This is needed in both languages.`;
  const tooLong = (most: number) => ({ value: most, message: t`At most ${most} characters.` });
  const atFields = Object.keys(problem?.fields ?? {}).some((field) =>
    /(^|\.)(name|summary)\.(en|fr)$|tags$/.test(field),
  );
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
          <LinkButton to="/c/$slug" params={{ slug }}>
            <Trans>Cancel</Trans>
          </LinkButton>
        </>
      }
    >
      <fieldset className={styles.pair}>
        <legend>English</legend>
        <TextField
          label={<Trans>Name in English</Trans>}
          lang="en"
          autoComplete="off"
          error={errors.name?.en?.message}
          {...register('name.en', { required, maxLength: tooLong(NAME) })}
        />
        <TextAreaField
          label={<Trans>Purpose in English, in a sentence or two</Trans>}
          lang="en"
          error={errors.summary?.en?.message}
          {...register('summary.en', { required, maxLength: tooLong(SUMMARY) })}
        />
      </fieldset>
      <fieldset className={styles.pair}>
        <legend>Français</legend>
        <TextField
          label={<Trans>Name in French</Trans>}
          lang="fr"
          autoComplete="off"
          error={errors.name?.fr?.message}
          {...register('name.fr', { required, maxLength: tooLong(NAME) })}
        />
        <TextAreaField
          label={<Trans>Purpose in French, in a sentence or two</Trans>}
          lang="fr"
          error={errors.summary?.fr?.message}
          {...register('summary.fr', { required, maxLength: tooLong(SUMMARY) })}
        />
      </fieldset>
      <TextField
        label={<Trans>Topics</Trans>}
        hint={<Trans>Keywords separated by commas; they help people find the community.</Trans>}
        autoComplete="off"
        error={errors.tags?.message}
        {...register('tags')}
      />
    </Form>
  );
}

function Editing({ slug }: { slug: string }): ReactNode {
  const { t } = useLingui();
  const [{ data, error }, execute] = useQuery({
    query: CommunityTextsDocument,
    variables: { slug },
    requestPolicy: 'network-only',
  });
  const client = useClient();
  const [times, setTimes] = useState(0);
  const startOver = async (): Promise<void> => {
    const now = client.query(CommunityTextsDocument, { slug }, { requestPolicy: 'network-only' });
    if ((await now.toPromise()).data) setTimes((before) => before + 1);
  };
  const problem = problemOf(error);
  const community = data?.community;
  if (community?.texts) {
    const { texts, tags, revision } = community;
    const place = { slug: community.slug, texts, tags, revision };
    return <TextsForm key={times} {...place} startOver={() => void startOver()} />;
  }
  if (problem) return <ProblemNotice problem={problem} onRetry={() => execute({ requestPolicy: 'network-only' })} />;
  return <Skeleton label={t`Loading the texts`} heights={[70, 120, 70, 120]} />;
}

/** `/c/:slug/edit`: name and purpose in both languages, for facilitators and staff. */
export function EditCommunityPage(): ReactNode {
  const { t } = useLingui();
  const { slug } = useParams({ from: '/c/$slug/edit' });
  const { known, me } = useViewer();
  const { community, problem, retry } = useCommunity(slug);
  if (known && !me) return <SignInFirst title={t`Edit the texts`} />;
  if (community === null) return <NotFoundPage />;
  return (
    <Page title={t`Edit the texts`} width="reading">
      {community ? <ThreadCrumbs community={community} /> : null}
      <h1>
        <Trans>Edit the texts</Trans>
      </h1>
      {community?.viewerCan.edit ? (
        <>
          <p>
            <Trans>Everybody sees these texts, even when the community is for members only.</Trans>
          </p>
          <Editing slug={slug} />
        </>
      ) : null}
      {community?.viewerCan.edit === false ? <ForFacilitators slug={slug} /> : null}
      {problem && !community ? <ProblemNotice problem={problem} onRetry={retry} /> : null}
      {!problem && !community ? <Skeleton label={t`Loading the texts`} heights={[70, 120, 70, 120]} /> : null}
    </Page>
  );
}
