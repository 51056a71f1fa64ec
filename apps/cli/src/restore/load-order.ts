/**
 * The tables in an order in which each stands behind all that it refers to. Throws where they refer in a circle, which no
 * schema of ours does.
 */
export function loadOrder(tables: readonly string[], references: readonly { from: string; to: string }[]): string[] {
  const left = new Set(tables);
  const order: string[] = [];
  while (left.size > 0) {
    const ready = [...left].filter((table) => !references.some(({ from, to }) => from === table && left.has(to)));
    if (ready.length === 0) throw new Error(`These tables refer to each other in a circle: ${[...left].join(', ')}`);
    for (const table of ready.toSorted()) {
      left.delete(table);
      order.push(table);
    }
  }
  return order;
}
