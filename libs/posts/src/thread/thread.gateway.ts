import { Injectable, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import type { CommunityWatchAck, ThreadWatchAck, UnwatchAck } from '#contracts';
import { CommunityService } from '#communities';
import type { Viewer } from '#identity';
import { demand, NotFound } from '#platform/errors';
import { input } from '#platform/graphql';
import { RealtimeServer, roomOfCommunity, roomOfThread, type LiveSocket } from '#platform/realtime';
import { PlaceService } from '#membership';
import { canReadThread } from './thread.policy.js';
import { ThreadService } from './thread.service.js';

type Ok<Ack> = Extract<Ack, { ok: true }>;

const threadRoom = z.strictObject({ threadId: input.id() });
const communityRoom = z.strictObject({ slug: input.slug() });

/** The socket events of threads. A room is entered after the same policy as the reading, asked before and inside. */
@Injectable()
export class ThreadGateway implements OnModuleInit {
  constructor(
    private readonly realtime: RealtimeServer,
    private readonly threads: ThreadService,
    private readonly communities: CommunityService,
    private readonly places: PlaceService,
  ) {}

  onModuleInit(): void {
    this.realtime.on('thread:watch', threadRoom, (socket: LiveSocket<Viewer>, { threadId }) =>
      this.watchThread(socket, threadId),
    );
    this.realtime.on('thread:unwatch', threadRoom, (socket: LiveSocket<Viewer>, room) => leave(socket, room));
    this.realtime.on('community:watch', communityRoom, (socket: LiveSocket<Viewer>, { slug }) =>
      this.watchCommunity(socket, slug),
    );
    this.realtime.on('community:unwatch', communityRoom, (socket: LiveSocket<Viewer>, room) => leave(socket, room));
  }

  private async watchThread(socket: LiveSocket<Viewer>, threadId: string): Promise<Ok<ThreadWatchAck>> {
    const { lastNumber } = await socket.enter(
      () => this.threads.read(socket.viewer, threadId),
      (thread) => roomOfThread(thread.id, thread.communityId),
    );
    return { ok: true, lastNumber };
  }

  private async watchCommunity(socket: LiveSocket<Viewer>, slug: string): Promise<Ok<CommunityWatchAck>> {
    await socket.enter(
      async () => {
        const { id } = await this.communities.factsBySlug(slug);
        const place = await this.places.of(socket.viewer, id, {});
        if (!place) throw new NotFound();
        demand(canReadThread(place));
        return id;
      },
      (id) => roomOfCommunity(id, slug),
    );
    return { ok: true };
  }
}

async function leave(socket: LiveSocket<Viewer>, room: { threadId?: string; slug?: string }): Promise<Ok<UnwatchAck>> {
  await socket.leave(room);
  return { ok: true };
}
