export interface MediaTables {
  "media.files": {
    brand_id: string;
    media_id: string;
    sha256: string;
    content_type: string;
    bytes: number;
    width: number;
    height: number;
    created_at: Temporal.Instant;
  };
}
