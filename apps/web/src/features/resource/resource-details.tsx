import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import styles from './resource.module.css';
import type { WholeResource } from './use-resource.js';
import { useResourceWords } from './use-resource-words.js';

/** Who made it, what one may do with it, and what it is found by. */
export function ResourceDetails({ resource }: { resource: WholeResource }): ReactNode {
  const words = useResourceWords();
  const { authors, community, tags, terms } = resource;
  const licence = words.licence(resource.licence);
  const long = licence.short === licence.name ? licence.name : `${licence.name} (${licence.short})`;
  return (
    <dl className={styles.details}>
      {authors ? (
        <>
          <dt>
            <Trans>Authors</Trans>
          </dt>
          <dd>{authors}</dd>
        </>
      ) : null}
      <dt>
        <Trans>Licence</Trans>
      </dt>
      <dd>
        {licence.deed ? (
          <a href={licence.deed} rel="license noopener noreferrer" target="_blank">
            {long}
            <span className="visually-hidden">
              {' '}
              <Trans>Opens in a new tab</Trans>
            </span>
          </a>
        ) : (
          long
        )}
        <p className={styles.muted}>{licence.meaning}</p>
        {terms ? <p className={styles.terms}>{terms}</p> : null}
      </dd>
      {tags.length > 0 ? (
        <>
          <dt>
            <Trans>Tags</Trans>
          </dt>
          <dd>
            <ul className={styles.tags}>
              {tags.map((tag) => (
                <li key={tag}>
                  <Link to="/c/$slug/library" params={{ slug: community.slug }} search={{ tag }} className={styles.tag}>
                    {tag}
                  </Link>
                </li>
              ))}
            </ul>
          </dd>
        </>
      ) : null}
    </dl>
  );
}
