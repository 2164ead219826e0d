/** What the waterfall shows of a product; money in minor units. */
export interface Dropped {
  readonly listMinor: number;
  readonly floorMinor: number;
  readonly attainableMinor: number;
  readonly quantity: number;
  readonly combination: readonly {
    readonly offerId: string;
    readonly voucher: boolean;
    readonly title: string;
    readonly titleEn: string | null;
    readonly amountMinor: number;
  }[];
}

export interface DropStep {
  readonly offerId: string;
  readonly voucher: boolean;
  readonly title: string;
  readonly titleEn: string | null;
  /** Off one unit, rounded so that the steps add up to list − attainable. */
  readonly unitMinor: number;
  /** What one unit costs after it. */
  readonly leftMinor: number;
}

/** The steps of one unit from the list price down: of several units, each has its equal part. */
export function dropSteps(drop: Dropped): DropStep[] {
  let taken = 0;
  let before = drop.listMinor;
  return drop.combination.map((one) => {
    taken += one.amountMinor;
    const left = Math.floor((drop.listMinor * drop.quantity - taken) / drop.quantity);
    const unitMinor = before - left;
    before = left;
    const { offerId, voucher, title, titleEn } = one;
    return { offerId, voucher, title, titleEn, unitMinor, leftMinor: left };
  });
}
