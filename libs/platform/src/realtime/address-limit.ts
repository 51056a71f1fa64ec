/** Counts the connections that are open from each address, so that one machine cannot take them all. */
export class AddressLimit {
  private readonly open = new Map<string, number>();

  constructor(private readonly max: number) {}

  /** Whether one more would be too many. */
  isFull(address: string): boolean {
    return (this.open.get(address) ?? 0) >= this.max;
  }

  /** Takes a place; false, and nothing taken, when there is none. */
  take(address: string): boolean {
    if (this.isFull(address)) return false;
    this.open.set(address, (this.open.get(address) ?? 0) + 1);
    return true;
  }

  /** Gives a place back. */
  release(address: string): void {
    const left = (this.open.get(address) ?? 0) - 1;
    if (left > 0) this.open.set(address, left);
    else this.open.delete(address);
  }
}
