-- As a project of Supabase has it: three roles, auth.uid() from the claims of the token, and who may see what by policies alone.
create role anon nologin noinherit;
create role authenticated nologin noinherit;
create role service_role nologin noinherit bypassrls;

create schema auth;
grant usage on schema auth to anon, authenticated, service_role;
create function auth.uid() returns uuid language sql stable as $$
  select nullif(current_setting('request.jwt.claims', true)::json ->> 'sub', '')::uuid
$$;

create table products (
  id text primary key,
  name text not null,
  price integer not null check (price > 0),
  image text not null
);
alter table products enable row level security;
create policy "Products are for everybody" on products for select using (true);

create table orders (
  id uuid primary key default gen_random_uuid(),
  consumer_id uuid not null,
  status text not null default 'pending' check (status in ('pending', 'paid', 'failed', 'refunded')),
  total integer not null check (total > 0),
  note text,
  session_id text unique,
  payment_intent text unique,
  created_at timestamptz not null default now()
);
create index orders_of_consumer on orders (consumer_id, created_at desc);
alter table orders enable row level security;
create policy "Consumers see their own orders" on orders for select to authenticated using (consumer_id = auth.uid());
create policy "Consumers place their own orders" on orders for insert to authenticated with check (consumer_id = auth.uid());

grant select on products to anon, authenticated;
grant select on orders to anon;
grant select, insert on orders to authenticated;
grant all on products, orders to service_role;
