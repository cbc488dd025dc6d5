import type { marketplaceFaults } from '../faults.ts';

/** A migration that somebody got wrong, and the one that takes it back. */
interface Migration {
  up: string;
  down: string;
}

const policy = (name: string, rule: string): Migration => ({
  up: `create policy "${name}" on orders ${rule}`,
  down: `drop policy "${name}" on orders`,
});

/** Faults of the data, each by the migration that brings it. */
export const brokenBy: Partial<Record<keyof typeof marketplaceFaults, Migration>> = {
  'order-leak': policy('Confirmation pages show the order', 'for select to anon using (true)'),
  'order-leak-list': policy('Staff see all orders', 'for select to authenticated using (true)'),
  // Row level security without a policy shows nothing, and is no error.
  'products-hidden': {
    up: 'drop policy "Products are for everybody" on products',
    down: 'create policy "Products are for everybody" on products for select using (true)',
  },
  'order-refused-rls': policy(
    'Only staff place orders',
    'as restrictive for insert to authenticated with check (false)',
  ),
  'order-refused-constraint': {
    up: 'alter table orders add constraint orders_total_minimum check (total >= 5000) not valid',
    down: 'alter table orders drop constraint orders_total_minimum',
  },
};
