export const blockKinds = ["notice", "story", "picture", "entitlement"] as const;
export type BlockKind = (typeof blockKinds)[number];
export type BlockState = "draft" | "live";
type At = Temporal.Instant;

export interface BlockRow {
  readonly brand_id: string;
  readonly block_id: string;
  readonly unit_id: string;
  readonly kind: BlockKind;
  readonly title: string;
  readonly title_en: string | null;
  readonly text: string;
  readonly text_en: string | null;
  readonly media_id: string | null;
  readonly position: number;
  readonly state: BlockState;
  readonly shows_from: At | null;
  readonly shows_until: At | null;
  readonly model: boolean;
  readonly copied_from: string | null;
  readonly created_at: At;
  readonly updated_at: At;
  readonly published_at: At | null;
  readonly deleted_at: At | null;
}

export interface PagesTables {
  "pages.blocks": BlockRow;
  "pages.standards": {
    brand_id: string;
    version: number;
    required_kinds: string[];
    banned_words: string[];
    created_at: At;
  };
}
