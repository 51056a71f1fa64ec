/** The value of now of something that changes while what looks at it stays the same. */
export class Latest<Value> {
  constructor(private value: Value) {}

  /** What it is now. */
  readonly get = (): Value => this.value;

  /** To be called whenever it is another. */
  readonly set = (value: Value): void => {
    this.value = value;
  };
}
