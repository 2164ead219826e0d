export { fromBase64Url, idTail, toBase64Url } from "./bytes.ts";
export { canonical, firstHash, hashOf } from "./chain.ts";
export type { BookChange, BookState, BookStore, KeptRecord, Outcome } from "./book-state.ts";
export {
  isNear, type Left, type OfflineNo, type Seen, type VerifyStatement,
} from "./check-statement.ts";
export { type ContactRecord, contactRecord } from "./contact-record.ts";
export {
  type CounterBook, counterBook, type Incoming, type Outgoing, type Status, type Used,
} from "./counter-book.ts";
export { type ClockSources, type CounterClock, counterClock } from "./counter-clock.ts";
export { readAs } from "./format.ts";
export { type RedemptionRecord, redemptionRecord } from "./redemption-record.ts";
export { type RevocationList, revocationList } from "./revocation-list.ts";
export {
  isStatementText, readStatement, type Statement, statementBody, statementText, windowOf,
} from "./statement.ts";
export {
  type Allowance, type OfflineKey, type OfflineTerms, type StoreRules, storeRules,
} from "./store-rules.ts";
export { type UndoRecord, undoRecord } from "./undo-record.ts";
