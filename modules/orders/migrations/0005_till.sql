-- The till: what it knows of a sale beside its order, and each print of a receipt.
create table orders.till_sales (
  brand_id uuid not null,
  order_id uuid not null,
  staff_id uuid,
  -- How the member was known: by the code on their phone, or by the number that they said.
  member_by text check (member_by in ('code', 'phone')),
  -- The cash that was handed over; null: none was.
  given_minor bigint check (given_minor > 0),
  sold_at timestamptz not null,
  primary key (brand_id, order_id),
  foreign key (brand_id, order_id) references orders.orders (brand_id, order_id)
);
select platform.protect('orders.till_sales');

create table orders.receipt_prints (
  brand_id uuid not null,
  order_id uuid not null,
  print_no integer not null check (print_no >= 1),
  -- Millimetres of its width.
  paper integer not null check (paper in (58, 80)),
  format text not null check (format in ('escpos', 'pdf')),
  printed_by uuid,
  printed_at timestamptz not null,
  primary key (brand_id, order_id, print_no),
  foreign key (brand_id, order_id) references orders.orders (brand_id, order_id)
);
select platform.protect('orders.receipt_prints');

