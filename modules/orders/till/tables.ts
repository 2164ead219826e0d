export type MemberBy = "code" | "phone";

export interface TillTables {
  "orders.till_sales": {
    brand_id: string;
    order_id: string;
    staff_id: string | null;
    member_by: MemberBy | null;
    given_minor: number | null;
    sold_at: Temporal.Instant;
  };
  "orders.receipt_prints": {
    brand_id: string;
    order_id: string;
    print_no: number;
    paper: 58 | 80;
    format: "escpos" | "pdf";
    printed_by: string | null;
    printed_at: Temporal.Instant;
  };
}
