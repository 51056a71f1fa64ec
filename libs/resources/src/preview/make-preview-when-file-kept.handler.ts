import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { FileKept } from '../resources.events.js';
import { PreviewService } from './preview.service.js';

/** Makes the pictures of a file that stands in the library now, one file after the other: a hundred hold up no reply. */
@HandlerOf(FileKept, 'make-preview-when-file-kept', { queue: 'pictures' })
@Injectable()
export class MakePreviewWhenFileKept implements Handler<FileKept> {
  constructor(private readonly previews: PreviewService) {}

  handle({ fileId }: FileKept): Promise<void> {
    return this.previews.make(fileId);
  }
}
