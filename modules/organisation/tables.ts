type At = Temporal.Instant;

export type UnitKind = "group" | "region" | "city" | "store";

export interface OrganisationTables {
  "organisation.units": {
    brand_id: string;
    unit_id: string;
    kind: UnitKind;
    root: boolean;
    code: string;
    name: string;
    name_en: string | null;
    created_at: At;
    closed_at: At | null;
  };
  "organisation.unit_places": {
    brand_id: string;
    unit_id: string;
    parent_id: string | null;
    valid_from: At;
    valid_to: At | null;
  };
  "organisation.unit_ancestors": {
    brand_id: string;
    unit_id: string;
    ancestor_id: string;
    depth: number;
    valid_from: At;
    valid_to: At | null;
  };
  "organisation.staff": {
    brand_id: string;
    staff_id: string;
    account_id: string;
    name: string;
    email: string;
    created_at: At;
  };
  "organisation.roles": {
    brand_id: string;
    role_id: string;
    key: string;
    name: string;
    name_en: string | null;
    capabilities: string[];
    built_in: boolean;
    created_at: At;
  };
  "organisation.grants": {
    brand_id: string;
    grant_id: string;
    staff_id: string;
    role_id: string;
    unit_id: string;
    valid_from: At;
    valid_to: At | null;
    granted_by: string | null;
    created_at: At;
    revoked_at: At | null;
  };
  "organisation.invites": {
    brand_id: string;
    invite_id: string;
    token_hash: Buffer;
    role_id: string;
    unit_id: string;
    grant_valid_to: At | null;
    email: string | null;
    created_by: string | null;
    created_at: At;
    expires_at: At;
    accepted_at: At | null;
    accepted_by: string | null;
    cancelled_at: At | null;
  };
  "organisation.api_keys": {
    brand_id: string;
    key_id: string;
    key_hash: Buffer;
    prefix: string;
    name: string;
    scopes: string[];
    unit_id: string;
    created_by: string | null;
    created_at: At;
    valid_to: At | null;
    revoked_at: At | null;
  };
  "organisation.audit": {
    brand_id: string;
    audit_id: string;
    at: At;
    actor_kind: string;
    actor_id: string | null;
    action: string;
    capability: string | null;
    target_id: string | null;
    unit_id: string | null;
    outcome: "done" | "refused";
    request_id: string;
  };
}
