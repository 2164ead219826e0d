import type { Reader } from "#platform/db/snapshot.ts";

export interface ApplicationsVerdict {
  readonly applications: number;
  /** The first record that is wrong; null: none is. */
  readonly wrong: { readonly record: string; readonly why: string } | null;
}

const faults: readonly string[] = [
  `select a.number, 'it is ' || a.state || ', its last step says otherwise' as why
   from applications.applications a
   where a.brand_id = $1 and a.state is distinct from (select s.state from applications.steps s
     where s.brand_id = a.brand_id and s.application_id = a.application_id
     order by s.step_no desc limit 1)
   order by a.application_id limit 1`,
  `select a.number, 'a step of it is missing' as why
   from applications.applications a
   join applications.steps s on s.brand_id = a.brand_id and s.application_id = a.application_id
   where a.brand_id = $1 group by a.brand_id, a.application_id, a.number
   having max(s.step_no) <> count(*) order by a.application_id limit 1`,
  `select a.number, 'a print of it is missing, or it was printed before it was done' as why
   from applications.applications a
   join applications.prints p on p.brand_id = a.brand_id and p.application_id = a.application_id
   where a.brand_id = $1 group by a.brand_id, a.application_id, a.number, a.state
   having max(p.print_no) <> count(*) or a.state <> 'done' order by a.application_id limit 1`,
];

/** Compares the applications of one brand with their steps and prints; names the first wrong. */
export async function verifyApplications(
  owner: Reader,
  brandId: string,
): Promise<ApplicationsVerdict> {
  const counted = await owner.query<{ count: number }>(
    "select count(*)::bigint as count from applications.applications where brand_id = $1",
    [brandId],
  );
  const applications = counted.rows[0]?.count ?? 0;
  for (const fault of faults) {
    const { rows } = await owner.query<{ number: string; why: string }>(fault, [brandId]);
    const [wrong] = rows;
    if (wrong) {
      return { applications, wrong: { record: `application ${wrong.number}`, why: wrong.why } };
    }
  }
  return { applications, wrong: null };
}
