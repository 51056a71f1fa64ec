import { Trans, useLingui } from '@lingui/react/macro';
import { FilePlus2 } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { extensionOf, FILE_TYPES, LIMITS } from '#contracts';
import { useAnnounce } from '../../components/announcer.js';
import { Button } from '../../components/button.js';
import { Chip } from '../../components/chip.js';
import { ProblemNotice } from '../../components/problem.js';
import { Time } from '../../components/time.js';
import { RestoreResourceVersionDocument } from '../../gql/graphql.js';
import type { VersionPartsFragment } from '../../gql/graphql.js';
import { useAction } from '../../lib/graphql/use-action.js';
import { fileSize } from '../../lib/i18n/format.js';
import { useLocale } from '../../lib/i18n/use-locale.js';
import { PostAuthor } from '../threads/post-author.js';
import styles from './resource.module.css';
import type { WholeResource } from './use-resource.js';

const AddVersion = lazy(() => import('./add-version.js').then(({ AddVersion: component }) => ({ default: component })));

interface VersionHistoryProps {
  resource: WholeResource;
  onChanged: () => void;
}

/** All versions, the newest first: what changed with each, by whom, and the way back to an older one. */
export function VersionHistory({ resource, onChanged }: VersionHistoryProps): ReactNode {
  const { t } = useLingui();
  const announce = useAnnounce();
  const heading = useRef<HTMLHeadingElement>(null);
  const [adding, setAdding] = useState(false);
  const restore = useAction(RestoreResourceVersionDocument);
  const { current, versions, viewerCan } = resource;
  const full = versions.length >= LIMITS.resourceVersions;
  const bringBack = async (version: VersionPartsFragment): Promise<void> => {
    if (restore.busy || !(await restore.run({ input: { versionId: version.id } }))) return;
    // The button that was pressed stands beside another version now.
    heading.current?.focus();
    announce(t`Version ${version.number} is the present one again.`);
  };
  return (
    <section className={styles.part} aria-labelledby="versions">
      <div className={styles.row}>
        <h2 id="versions" ref={heading} tabIndex={-1}>
          <Trans>Versions</Trans>
        </h2>
        {viewerCan.addVersion && !full ? (
          <Button small onClick={() => setAdding(true)}>
            <FilePlus2 size={16} aria-hidden="true" />
            <Trans>Add a version</Trans>
          </Button>
        ) : null}
      </div>
      {viewerCan.addVersion && full ? (
        <p className={styles.muted}>
          <Trans>
            This resource has as many versions as one may have. Share the next one as a resource of its own.
          </Trans>
        </p>
      ) : null}
      <ProblemNotice problem={restore.problem} />
      <ol className={styles.versions}>
        {versions.map((version) => (
          <Version
            key={version.id}
            version={version}
            present={version.id === current?.id}
            onRestore={
              viewerCan.addVersion && !full && version.id !== current?.id ? () => void bringBack(version) : null
            }
          />
        ))}
      </ol>
      {adding ? (
        <Suspense fallback={null}>
          <AddVersion
            resourceId={resource.id}
            slug={resource.community.slug}
            onClose={() => setAdding(false)}
            onAdded={() => {
              announce(t`The new version is there.`);
              onChanged();
            }}
          />
        </Suspense>
      ) : null}
    </section>
  );
}

interface VersionProps {
  version: VersionPartsFragment;
  present: boolean;
  onRestore: (() => void) | null;
}

function Version({ version, present, onRestore }: VersionProps): ReactNode {
  const { locale } = useLocale();
  const { author, createdAt, fileName, note, number, restoredFrom } = version;
  const size = fileSize(version.size, locale);
  return (
    <li className={styles.version}>
      <div className={styles.versionText}>
        <h3>
          <Trans>Version {number}</Trans>
          {present ? (
            <Chip tone="good">
              <Trans>Current version</Trans>
            </Chip>
          ) : null}
        </h3>
        <p className={styles.muted}>
          <Trans>
            <Time at={createdAt} />, by <PostAuthor person={author} />
          </Trans>
        </p>
        {restoredFrom ? (
          <p className={styles.muted}>
            <Trans>The same as version {restoredFrom}</Trans>
          </p>
        ) : null}
        {note ? <p>{note}</p> : null}
        <p>
          {/* Sound and film would be played in place of the page. */}
          <a href={version.url} download={FILE_TYPES[extensionOf(fileName)]?.inline ? fileName : undefined}>
            {fileName} ({size})
          </a>
        </p>
        <details className={styles.sums}>
          <summary>
            <Trans>Checksum</Trans>
          </summary>
          <p className={styles.sum}>SHA-256 {version.sha256}</p>
        </details>
      </div>
      {onRestore ? (
        <div className={styles.versionActs}>
          <Button small onClick={onRestore}>
            <Trans>Restore</Trans>
            <span className="visually-hidden">
              <Trans>version {number}</Trans>
            </span>
          </Button>
        </div>
      ) : null}
    </li>
  );
}
