export interface LimitsTables {
  "limits.counters": { brand_id: string; key: string; used: number; cap: number };
}
