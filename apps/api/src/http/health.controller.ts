import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Readiness } from '#apps/base';
import { Public } from '#identity';

/** For load balancers and supervisors. Says nothing that a stranger could use. */
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** 200 as long as the event loop turns. */
  @Public()
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 200 when requests are welcome, else 503 with the reason in one word. */
  @Public()
  @Get('ready')
  async ready(@Res({ passthrough: true }) response: Response): Promise<{ status: string }> {
    const obstacle = await this.readiness.obstacle();
    if (obstacle !== null) response.status(503);
    return { status: obstacle ?? 'ok' };
  }
}
