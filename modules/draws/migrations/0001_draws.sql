-- Draws with vouchers and red packets. Terms lie in one row, so that one trigger locks them all.
create schema draws;

create table draws.draws (
  brand_id uuid not null,
  draw_id uuid not null,
  unit_id uuid not null,
  state text not null check (state in ('draft', 'published', 'ended')),
  name text not null,
  name_en text,
  rules text not null,
  rules_en text,
  -- Half-open; a draft may lack them.
  starts_at timestamptz,
  ends_at timestamptz,
  -- In their written order: what a prize's number and its odds refer to.
  prizes jsonb not null,
  -- Who may play how often: [{of, per, what, cap}].
  limits jsonb not null,
  -- Where a play falls whose prize has run out: to the next prize in the order, or to nothing.
  when_gone text not null check (when_gone in ('next', 'nothing')),
  -- What the red packets need together; funded at publishing.
  pool_minor bigint not null check (pool_minor >= 0),
  -- SHA-256 of the seed, shown from publishing on.
  commitment text check (commitment ~ '^[0-9a-f]{64}$'),
  -- Encrypted by the installation's secret: who reads the database alone knows no outcome.
  sealed_seed bytea,
  -- Revealed when the draw has ended.
  seed text check (seed ~ '^[0-9a-f]{64}$'),
  -- The number of its last play. Plays of one draw happen one after another behind this row.
  plays integer not null default 0 check (plays >= 0),
  created_at timestamptz not null,
  published_at timestamptz,
  ended_at timestamptz,
  primary key (brand_id, draw_id),
  check ((state = 'draft') = (published_at is null)),
  check ((state = 'ended') = (ended_at is not null)),
  check ((seed is not null) = (state = 'ended')),
  check (state = 'draft' or (commitment is not null and sealed_seed is not null)),
  check (state = 'draft' or (starts_at is not null and ends_at is not null)),
  check (starts_at < ends_at)
);
create index draws_unit on draws.draws (brand_id, unit_id, draw_id);
select platform.protect('draws.draws');

-- Rules and odds are what members were shown: from publishing on nobody changes them.
create function draws.lock_terms() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if old.state = 'draft' then
    return new;
  end if;
  if (new.unit_id, new.name, new.name_en, new.rules, new.rules_en, new.starts_at, new.ends_at,
      new.prizes, new.limits, new.when_gone, new.pool_minor, new.commitment, new.sealed_seed,
      new.published_at)
    is distinct from
     (old.unit_id, old.name, old.name_en, old.rules, old.rules_en, old.starts_at, old.ends_at,
      old.prizes, old.limits, old.when_gone, old.pool_minor, old.commitment, old.sealed_seed,
      old.published_at)
  then
    raise exception 'the terms of a published draw are locked' using errcode = 'check_violation';
  end if;
  if new.plays < old.plays or new.state = 'draft' or (old.state = 'ended' and new <> old) then
    raise exception 'a draw does not go back' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger lock_terms before update on draws.draws
  for each row execute function draws.lock_terms();

-- The log that anybody recomputes after the end: written once, never changed.
create table draws.plays (
  brand_id uuid not null,
  draw_id uuid not null,
  -- Without gaps, from 1 on.
  number integer not null check (number >= 1),
  play_id uuid not null,
  member_id uuid not null,
  -- The member's own part in the chance; made on the phone.
  nonce text not null check (nonce ~ '^[A-Za-z0-9_-]{8,64}$'),
  -- Null: nothing.
  prize_no integer check (prize_no >= 1),
  -- Of a red packet.
  amount_minor bigint check (amount_minor > 0),
  -- Prizes that it hit and could not be given, in their order: [{prizeNo, code}].
  unavailable jsonb not null default '[]',
  -- What it took from module limits, its prize's counters among them: [{key, amount}].
  taken jsonb not null,
  played_at timestamptz not null,
  primary key (brand_id, draw_id, number),
  unique (brand_id, play_id),
  foreign key (brand_id, draw_id) references draws.draws (brand_id, draw_id)
);
create index plays_member on draws.plays (brand_id, member_id, play_id);
select platform.protect('draws.plays');
revoke update, delete on draws.plays from __APP__;

-- What became of the prizes that were won.
create table draws.wins (
  brand_id uuid not null,
  play_id uuid not null,
  draw_id uuid not null,
  member_id uuid not null,
  prize_no integer not null,
  kind text not null check (kind in ('voucher', 'money')),
  amount_minor bigint check (amount_minor > 0),
  voucher_id uuid,
  won_at timestamptz not null,
  paid_at timestamptz,
  -- The brand's own note of the payment; never in an event.
  paid_reference text check (length(paid_reference) between 1 and 100),
  recalled_at timestamptz,
  recall_reason text check (recall_reason in ('mistake', 'fraud', 'erased')),
  primary key (brand_id, play_id),
  foreign key (brand_id, play_id) references draws.plays (brand_id, play_id),
  check ((kind = 'money') = (amount_minor is not null)),
  check ((kind = 'voucher') = (voucher_id is not null)),
  check ((paid_at is null) = (paid_reference is null)),
  check (paid_at is null or kind = 'money'),
  check (paid_at is null or recalled_at is null),
  check ((recalled_at is null) = (recall_reason is null))
);
create index wins_draw on draws.wins (brand_id, draw_id, play_id);
create index wins_member on draws.wins (brand_id, member_id, play_id);
create index wins_open on draws.wins (brand_id, play_id)
  where kind = 'money' and paid_at is null and recalled_at is null;
select platform.protect('draws.wins');
