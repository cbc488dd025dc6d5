import type { User } from '../auth/users.ts';
import { pictureOf, products, widths } from '../shop/products.ts';
import type { Database } from './open-database.ts';

/** What the shop sells, and an order that somebody else than the probe has paid. */
export function seed(database: Database, { id }: User): Promise<void> {
  return database.as({ role: 'service_role' }, async (transaction) => {
    for (const product of products)
      await transaction.query('insert into products (id, name, price, image) values ($1, $2, $3, $4)', [
        product.id,
        product.name,
        product.price,
        pictureOf(product, widths[0]),
      ]);
    await transaction.query("insert into orders (consumer_id, status, total) values ($1, 'paid', 5600)", [id]);
  });
}
