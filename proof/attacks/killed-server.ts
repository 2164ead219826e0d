import type { Attack } from "../attack.ts";
import { mixedPlan } from "./mixed-plan.ts";

export const killedServer: Attack = {
  name: "killed-server",
  zh: "领取与核销途中服务器被强行杀死（SIGKILL），随后重启",
  en: "servers killed (SIGKILL) in mid-flight and started again",
  async run(field) {
    const { clients, servers, random, short } = field;
    const { offers, setUp, plan } = await mixedPlan(field);
    const flight = clients.volley(plan, 6);
    const places = random.shuffled(servers.urls.map((_url, place) => place));
    for (const [turn, place] of places.slice(0, short ? 1 : places.length).entries()) {
      await flight.after(Math.ceil(plan.length * (0.15 + turn * 0.4) + random.below(20)));
      await servers.kill(place);
      await servers.start(place);
    }
    return { offers, told: [...setUp, ...await flight.all] };
  },
};
