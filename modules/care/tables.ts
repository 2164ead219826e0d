export const subjectKinds = ["order", "booking"] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export const skipReasons = ["unreachable", "not_wanted", "not_needed"] as const;
export type SkipReason = (typeof skipReasons)[number];

export const answers = ["well", "trouble"] as const;
export type CareAnswer = (typeof answers)[number];

export interface ClosingsTable {
  brand_id: string;
  subject_kind: SubjectKind;
  subject_id: string;
  store_id: string;
  member_id: string | null;
  closed_at: Temporal.Instant;
  reopened_at: Temporal.Instant | null;
  qualified_at: Temporal.Instant | null;
  position: number;
  plan_version: number | null;
}

export interface TasksTable {
  brand_id: string;
  task_id: string;
  subject_id: string;
  step_key: string;
  place: number;
  name: string;
  name_en: string | null;
  needs_answer: boolean;
  due_day: string;
  done_at: Temporal.Instant | null;
  done_by: string | null;
  skip_reason: SkipReason | null;
  answer: CareAnswer | null;
  answer_text: string | null;
  answered_at: Temporal.Instant | null;
}

/** A step as a version of the plan promised it. */
export interface PromisedStep {
  readonly key: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly dueDays: number;
  readonly needsAnswer: boolean;
}

export interface CareTables {
  "care.plans": {
    brand_id: string;
    template: string;
    since: Temporal.Instant;
    saved_at: Temporal.Instant;
  };
  "care.steps": {
    brand_id: string;
    template: string;
    step_key: string;
    name: string;
    name_en: string | null;
    due_days: number;
    active: boolean;
    own: boolean;
    needs_answer: boolean | null;
    place: number | null;
  };
  "care.plan_versions": {
    brand_id: string;
    version: number;
    template: string;
    steps: readonly PromisedStep[];
    saved_at: Temporal.Instant;
  };
  "care.closings": ClosingsTable;
  "care.tasks": TasksTable;
}
