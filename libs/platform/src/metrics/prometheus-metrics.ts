import { collectDefaultMetrics, Counter, Gauge as PromGauge, Histogram, Registry } from 'prom-client';
import { Metrics, type Counting, type Gauge, type Named, type Timing } from './metrics.js';

/** Figures by prom-client, in a registry of the process's own; loaded only where somebody may ask for them. */
export class PrometheusMetrics extends Metrics {
  readonly isOn = true;
  private readonly registry = new Registry();

  constructor() {
    super();
    // Processor, memory, delay of the event loop, garbage collection, version of Node.
    collectDefaultMetrics({ register: this.registry });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  gauge({ read, labels = [], ...named }: Gauge): void {
    const gauge: PromGauge = new PromGauge({
      ...named,
      labelNames: [...labels],
      registers: [this.registry],
      collect: async () => {
        try {
          const figures = await read();
          gauge.reset();
          if (typeof figures === 'number') gauge.set(figures);
          else for (const figure of figures) gauge.set({ ...figure.labels }, figure.value);
        } catch {
          // An old figure would look like a present one, and so would nought.
          gauge.reset();
          if (labels.length === 0) gauge.remove();
        }
      },
    });
  }

  counter({ labels = [], ...named }: Named): Counting {
    const counter = new Counter({ ...named, labelNames: [...labels], registers: [this.registry] });
    return (values) => counter.inc({ ...values });
  }

  timer({ labels = [], buckets, ...named }: Named & { readonly buckets: readonly number[] }): Timing {
    const histogram = new Histogram({
      ...named,
      labelNames: [...labels],
      buckets: [...buckets],
      registers: [this.registry],
    });
    return (values, seconds) => histogram.observe({ ...values }, seconds);
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}
