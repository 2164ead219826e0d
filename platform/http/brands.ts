import type pg from "pg";
import type { Brand } from "../context.ts";
import { brandOf } from "../reactions.ts";

interface Known {
  readonly brand: Promise<Brand | null>;
  readonly until: number;
}

const lifetimeMs = 1_000;
const most = 5_000;

/** Brands by key, remembered for a second: a rename is followed at the latest then. */
export class BrandDirectory {
  private readonly known = new Map<string, Known>();
  private readonly pool: pg.Pool;
  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  /** Of many that ask at once after the lifetime, one reads. */
  byKey(key: string): Promise<Brand | null> {
    const at = performance.now();
    const hit = this.known.get(key);
    if (hit && hit.until > at) return hit.brand;
    const brand = this.read(key);
    if (this.known.size > most) this.known.clear();
    this.known.set(key, { brand, until: at + lifetimeMs });
    brand.catch(() => this.known.delete(key));
    return brand;
  }

  private async read(key: string): Promise<Brand | null> {
    const { rows } = await this.pool.query(
      "select * from platform.brands where key = $1 and deleting_at is null",
      [key],
    );
    return rows[0] ? brandOf(rows[0]) : null;
  }

  forget(key: string): void {
    this.known.delete(key);
  }
}
