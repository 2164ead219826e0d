import { useNavigate, useSearch } from "@tanstack/react-router";
import { useAnswer } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";

/** The store in the address, or the first one that the person works for. */
export function useStore() {
  const brand = useBrand();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const first = useAnswer(
    "listStores",
    { path: brand.path, query: { limit: 1 } },
    { enabled: !search.storeId },
  );
  const storeId = search.storeId ?? first.data?.items[0]?.storeId;
  const show = (more: Record<string, string | undefined>) =>
    void navigate({ to: ".", search: { ...search, ...more } as never, replace: true });
  return { storeId, search, show };
}
