import type { Attack } from "../attack.ts";
import { mixedPlan } from "./mixed-plan.ts";

export const killedDatabase: Attack = {
  name: "killed-database",
  zh: "领取与核销途中 PostgreSQL 立即停止（immediate），随后重启",
  en: "PostgreSQL stopped \"immediate\" in mid-flight and started again",
  needsOwnDatabase: true,
  async run(field) {
    const { clients, database, random, servers, short } = field;
    const { offers, setUp, plan } = await mixedPlan(field);
    const flight = clients.volley(plan, 6);
    const notes: string[] = [];
    for (let turn = 0; turn < (short ? 1 : 3); turn++) {
      await flight.after(Math.ceil(plan.length * (0.1 + turn * 0.25) + random.below(20)));
      const awayMs = await database.crash!(random.below(short ? 200 : 2_000));
      notes.push(`PostgreSQL 停止 / away: ${Math.round(awayMs)} ms`);
    }
    const told = await flight.all;
    await servers.ready();
    return { offers, told: [...setUp, ...told], notes };
  },
};
