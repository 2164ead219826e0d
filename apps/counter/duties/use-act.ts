import { useState } from "react";
import { asProblem } from "#packages/ui/problem.ts";
import { toast } from "#packages/ui/toast.tsx";
import type { Api } from "../api.ts";
import { useCounter } from "../counter.ts";
import type { zh } from "../messages/zh.ts";
import { signal } from "../signal.ts";
import { useText } from "../text.ts";

/** One act at a time; done or refused, the list is looked at again. */
export function useAct<Result = unknown>(onDone: (result: Result | null) => void) {
  const { api } = useCounter();
  const { t } = useText();
  const [busy, setBusy] = useState(false);

  async function run(
    said: Extract<keyof typeof zh, `duties.${string}`>,
    act: (api: Api) => Promise<Result>,
  ): Promise<void> {
    setBusy(true);
    let result: Result | null = null;
    try {
      result = await act(api);
      signal("good");
      toast(t(said as "duties.doneSaid"), "good");
    } catch (thrown) {
      const { title, next } = asProblem(thrown);
      signal("bad");
      toast(`${title} ${next}`, "bad");
    }
    setBusy(false);
    onDone(result);
  }
  return { busy, run };
}
