/** What the shop reads of vouchers and of the codes that show them. */
export type UnitKind = "group" | "region" | "city" | "store";

export interface Benefit {
  kind: "amount_off" | "percent_off" | "exchange" | "gift" | "unstated" | "cart_only";
  amountMinor?: number | null;
  bps?: number | null;
  capMinor?: number | null;
  /** What an exchange or a gift hands over. */
  label?: string | null;
  /** What an exchange still costs. */
  payMinor?: number | null;
}

export interface Voucher extends Partial<Benefit> {
  voucherId: string;
  title: string;
  titleEn: string | null;
  description: string | null;
  descriptionEn: string | null;
  state: "usable" | "not_yet" | "used" | "expired" | "recalled" | "given" | "gift_open";
  validFrom: number;
  validTo: number;
  usesLeft: number;
  usesTotal: number;
  /** How many times it may still be given to a friend; absent in what an older visit kept. */
  giftsLeft?: number;
  giftUntil?: number | null;
  givenAt?: number | null;
  fromFriend?: boolean;
  thresholdMinor: number | null;
  stores: {
    /** Every store of the unit, or of the brand. */
    all: boolean;
    everywhere: boolean;
    unitKind: UnitKind | null;
    unitName: string | null;
    unitNameEn: string | null;
    names: { name: string; nameEn: string | null }[];
    count: number | null;
  };
}

/** What a friend's link gives. */
export interface Gift {
  state: "open" | "over";
  expiresAt: number;
  voucher: Voucher;
}

export interface ShownCode {
  codeId: string;
  link: string;
  spoken: string;
  shownUntil: number;
  acceptedUntil: number;
  spokenUntil: number;
}

/** A QR that one store takes without a network. */
export interface OfflineCode {
  text: string;
  storeId: string;
  storeName: string | null;
  storeNameEn: string | null;
  from: number;
  /** Exclusive. */
  until: number;
  /** No other store takes the voucher before. */
  holdUntil: number;
}

export interface OfflineStore {
  storeId: string;
  name: string;
  nameEn: string | null;
  city: string | null;
}

export interface ShownState {
  state: "open" | "spent" | "expired";
  redemption?: {
    storeName: string | null;
    storeNameEn: string | null;
    at: number;
    discountMinor: number | null;
  };
}
