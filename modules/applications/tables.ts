export const applicationStates = [
  "submitted", "resubmitted", "accepted", "returned", "done", "refused", "withdrawn",
] as const;
export type ApplicationState = (typeof applicationStates)[number];

export const fieldKinds = ["text", "phone", "date", "choice"] as const;

/** One question of a form. */
export interface Field {
  readonly key: string;
  readonly kind: (typeof fieldKinds)[number];
  readonly label: string;
  readonly labelEn: string | null;
  readonly required: boolean;
  /** Of a choice; empty for all other kinds. An answer is one of the labels. */
  readonly choices: { readonly label: string; readonly labelEn: string | null }[];
}

/** What people wrote, sealed in the row. */
export interface Written {
  readonly answers: Readonly<Record<string, string>>;
  /** Why it was returned or refused; null: it was not. */
  readonly reason: string | null;
  /** Null: it is not done. */
  readonly document: { readonly zh: string; readonly en: string | null } | null;
}

export interface FormRow {
  brand_id: string;
  product_id: string;
  fields: Field[];
  template: string;
  template_en: string | null;
  keep_days: number;
  active: boolean;
  changed_at: Temporal.Instant;
}

export interface ApplicationRow {
  brand_id: string;
  application_id: string;
  number: string;
  store_id: string;
  product_id: string;
  product_name: string;
  product_name_en: string | null;
  handling: "apply_online" | "print_in_store";
  fields: Field[];
  template: string;
  template_en: string | null;
  keep_days: number;
  member_id: string | null;
  state: ApplicationState;
  sealed: Buffer | null;
  made_at: Temporal.Instant;
  changed_at: Temporal.Instant;
  closed_at: Temporal.Instant | null;
  forgotten_at: Temporal.Instant | null;
}

interface StepRow {
  brand_id: string;
  application_id: string;
  step_no: number;
  act: string;
  state: ApplicationState;
  by_kind: "member" | "staff" | "system";
  by_id: string | null;
  at: Temporal.Instant;
}

interface PrintRow {
  brand_id: string;
  application_id: string;
  print_no: number;
  store_id: string;
  printed_by: string | null;
  printed_at: Temporal.Instant;
}

export interface ApplicationTables {
  "applications.forms": FormRow;
  "applications.applications": ApplicationRow;
  "applications.steps": StepRow;
  "applications.prints": PrintRow;
}
