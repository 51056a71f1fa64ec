import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { withNoBreakSpaces } from '#contracts';
import { Chip } from '../../components/chip.js';
import rows from '../../components/rows.module.css';
import type { LibraryRowFragment, ResourceLanguage } from '../../gql/graphql.js';
import { classNames } from '../../lib/class-names.js';
import { fileSize, formatNumber, shortDate } from '../../lib/i18n/format.js';
import { useTimeZone } from '../../lib/i18n/time-zone.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { useRowKeys } from '../../lib/keyboard/use-row-keys.js';
import { PersonName } from '../membership/person-name.js';
import { hostOf } from '../resource/host-of.js';
import { KindIcon } from '../resource/kind-icon.js';
import { useResourceWords } from '../resource/use-resource-words.js';
import styles from './library.module.css';

const LANG: Partial<Record<ResourceLanguage, string>> = { EN: 'en', FR: 'fr' };

/** The language as the chip of a row has room for it; the whole word stands beside it for screen readers. */
function LanguageChip({ language }: { language: ResourceLanguage }): ReactNode {
  const words = useResourceWords();
  if (language === 'OTHER') return <Chip>{words.language(language)}</Chip>;
  return (
    <Chip>
      <span aria-hidden="true">{language === 'BILINGUAL' ? 'EN FR' : language}</span>
      <span className="visually-hidden">{words.language(language)}</span>
    </Chip>
  );
}

function Facts({ resource }: { resource: LibraryRowFragment }): ReactNode {
  const { locale } = useLocale();
  const words = useResourceWords();
  const { current, downloads, kind, licence, sharedBy, updatedAt, url } = resource;
  const day = shortDate(current?.createdAt ?? updatedAt, locale, useTimeZone());
  const number = current?.number ?? 1;
  const shown = formatNumber(downloads, locale);
  return (
    <p className={styles.facts}>
      <LanguageChip language={resource.language} />
      <span>{words.kind(kind)}</span>
      {url ? <span>{hostOf(url)}</span> : null}
      <span>
        {number > 1 ? (
          <Trans>
            Version {number}, {day}
          </Trans>
        ) : (
          day
        )}
      </span>
      {current ? <span>{fileSize(current.size, locale)}</span> : null}
      {downloads > 0 ? (
        <span>
          <Plural value={downloads} one={`${shown} download`} other={`${shown} downloads`} />
        </span>
      ) : null}
      <span>{words.licence(licence).short}</span>
      <span>
        <PersonName person={sharedBy} />
      </span>
    </p>
  );
}

function Row({ slug, resource }: { slug: string; resource: LibraryRowFragment }): ReactNode {
  const { id, kind, language, tags, title } = resource;
  return (
    <li className={classNames(rows.row, styles.row)}>
      <span className={styles.icon}>
        <KindIcon kind={kind} size={22} />
      </span>
      <div className={styles.body}>
        <h3 className={rows.title} lang={LANG[language]}>
          <Link to="/c/$slug/r/$id/{-$title}" params={{ slug, id }}>
            {withNoBreakSpaces(title)}
          </Link>
        </h3>
        <Facts resource={resource} />
        {tags.length > 0 ? (
          <ul className={styles.tags} lang={LANG[language]}>
            {tags.map((tag) => (
              <li key={tag}>
                <Link to="/c/$slug/library" params={{ slug }} search={{ tag }} className={styles.tag}>
                  {tag}
                </Link>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </li>
  );
}

/** Resources as rows; each is one link, and its tags lead to what else has them. */
export function LibraryList({
  slug,
  resources,
}: {
  slug: string;
  resources: readonly LibraryRowFragment[];
}): ReactNode {
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  return (
    <ul ref={list} className={rows.rows}>
      {resources.map((resource) => (
        <Row key={resource.id} slug={slug} resource={resource} />
      ))}
    </ul>
  );
}
