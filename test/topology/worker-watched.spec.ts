import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { freePort } from '../support/free-port.js';
import { hasRedis } from '../support/redis-server.js';
import { describeWith } from '../support/requirement.js';
import { Topology } from './topology.js';

describeWith('redis', hasRedis)('a worker, which has no door of its own', () => {
  let topology: Topology;
  beforeAll(async () => {
    topology = await Topology.start();
  });
  afterAll(async () => topology?.end());

  it('says on METRICS_PORT how it is doing, and what there is to do', async () => {
    const port = await freePort();
    const worker = await topology.add('worker', { METRICS_PORT: String(port) });
    const at = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
    expect(await (await at('/health/ready')).json()).toEqual({ status: 'ok' });
    expect((await at('/health/live')).status).toBe(200);
    expect(await (await at('/metrics')).text()).toContain('copse_jobs{task="send-mail",state="failed"} 0');
    expect((await at('/')).status).toBe(404);

    const refusal = await topology.refusal('worker', { METRICS_PORT: String(port) });
    expect(refusal).toMatch(`Port ${port} is in use`);
    expect(refusal).toContain(`METRICS_PORT=${port + 1}`);
    await topology.stop(worker);
    await expect(at('/health/live')).rejects.toThrow();
  });
});
