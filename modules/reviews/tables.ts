export const subjectKinds = ["order", "booking"] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export const outcomes = ["solved", "unsolved"] as const;
export type Outcome = (typeof outcomes)[number];

/** The law's reasons; that a review is unwelcome is none of them. */
export const hideReasons = [
  "personal_data", "insult", "unlawful", "advertising", "court_order",
] as const;
export type HideReason = (typeof hideReasons)[number];

export const hidingActs = ["hide", "show"] as const;

export interface ReviewRow {
  brand_id: string;
  review_id: string;
  subject_kind: SubjectKind;
  subject_id: string;
  line_id: string | null;
  product_id: string | null;
  store_id: string;
  member_id: string | null;
  about_name: string | null;
  about_name_en: string | null;
  stars: number;
  words: string | null;
  wrote_at: Temporal.Instant;
  first_answer_at: Temporal.Instant | null;
  outcome: Outcome | null;
  outcome_at: Temporal.Instant | null;
  hidden_reason: HideReason | null;
}

export interface ReplyRow {
  brand_id: string;
  reply_id: string;
  review_id: string;
  text: string;
  replied_by: string | null;
  replied_at: Temporal.Instant;
}

export interface HidingRow {
  brand_id: string;
  hiding_id: string;
  review_id: string;
  act: (typeof hidingActs)[number];
  reason: HideReason | null;
  note: string;
  acted_by: string | null;
  acted_at: Temporal.Instant;
}

export type AboutKind = "product" | "store";

export interface ReviewTables {
  "reviews.reviews": ReviewRow;
  "reviews.replies": ReplyRow;
  "reviews.hidings": HidingRow;
  "reviews.scores": {
    brand_id: string;
    about_kind: AboutKind;
    about_id: string;
    stars: number;
    given: number;
  };
}
