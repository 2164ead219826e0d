import type { Purpose } from "./consent-texts.ts";

export interface MemberRow {
  brand_id: string;
  member_id: string;
  phone_e164: string | null;
  external_id: string | null;
  name: string | null;
  household: string | null;
  joined_at: Temporal.Instant;
  erased_at: Temporal.Instant | null;
}

export interface ConsentRow {
  brand_id: string;
  consent_id: string;
  member_id: string;
  purpose: Purpose;
  version: string;
  text_hash: Buffer;
  given: boolean;
  at: Temporal.Instant;
}

export interface OneTimeCodeRow {
  brand_id: string;
  phone_hash: Buffer;
  code_id: string;
  code_hash: Buffer;
  sent_at: Temporal.Instant;
  expires_at: Temporal.Instant;
}

export interface SessionRow {
  brand_id: string;
  session_id: string;
  token_hash: Buffer;
  member_id: string;
  created_at: Temporal.Instant;
  expires_at: Temporal.Instant;
  revoked_at: Temporal.Instant | null;
}

export interface MemberTables {
  "members.members": MemberRow;
  "members.consents": ConsentRow;
  "members.one_time_codes": OneTimeCodeRow;
  "members.sessions": SessionRow;
}
