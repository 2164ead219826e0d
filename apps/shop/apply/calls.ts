import { useMemo } from "react";
import type { Answer, BodyOf } from "#packages/sdk/index.ts";
import { useShop } from "../shop.ts";

export type Application = Answer<"getMyApplication">;
export type Given = BodyOf<"submitApplication">["answers"];

/** The operations of applications; they are not part of the first visit. */
export function useCalls() {
  const { api, brand } = useShop();
  return useMemo(() => {
    const path = { brand: brand.key };
    const of = (applicationId: string) => ({ path: { ...path, applicationId } });
    return {
      form: (productId: string) => api.call("getOfferedForm", { path: { ...path, productId } }),
      submit: (body: BodyOf<"submitApplication">, idempotencyKey: string) =>
        api.call("submitApplication", { path, body, idempotencyKey }),
      list: (cursor?: string) =>
        api.call("listMyApplications", { path, query: cursor ? { cursor } : {} }),
      one: (applicationId: string) => api.call("getMyApplication", of(applicationId)),
      again: (applicationId: string, answers: Given) =>
        api.call("answerMyApplication", { ...of(applicationId), body: { answers } }),
      withdraw: (applicationId: string) => api.call("withdrawMyApplication", of(applicationId)),
    };
  }, [api, brand.key]);
}
