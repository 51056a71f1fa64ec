/** Renders each value once, as long as it lives: messages that are written together hold many blocks in common. */
export function once<T extends object>(render: (value: T) => string): (value: T) => string {
  const known = new WeakMap<T, string>();
  return (value) => {
    const rendered = known.get(value) ?? render(value);
    known.set(value, rendered);
    return rendered;
  };
}
