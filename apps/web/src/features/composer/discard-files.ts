import type { Client } from 'urql';
import type { LiveAttachment } from '#contracts';
import { DiscardAttachmentDocument } from '../../gql/graphql.js';

/** Takes files of a text that is thrown away from the server; those that it does not hear of, it sweeps by itself. */
export function discardFiles(client: Client, files: readonly LiveAttachment[] | undefined): void {
  for (const { id } of files ?? [])
    void client.mutation(DiscardAttachmentDocument, { input: { attachmentId: id } }).toPromise();
}
