-- Sessions of staff lie outside the brand, where the app role cannot look. Through this one door
-- it learns whose a token is, in the transaction that commits: a session that was ended is over.
create function organisation.signed_in(tokens text[])
returns table (token text, account_id uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select s.token, s.identity_id from accounts.sessions s
  where s.token = any(tokens) and s.expires_at > clock_timestamp()
$$;
revoke all on function organisation.signed_in(text[]) from public;
grant execute on function organisation.signed_in(text[]) to __APP__;
