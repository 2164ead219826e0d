import { Select } from "antd";
import { useState } from "react";
import { useAnswer } from "../ask.ts";
import { useBrand } from "../brand.tsx";
import { useText } from "../text.ts";

interface ManyProps {
  readonly label: string;
  readonly value?: readonly string[];
  onChange?(ids: string[]): void;
  readonly id?: string;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

interface FindManyProps extends ManyProps {
  readonly choices: readonly Choice[];
  readonly loading: boolean;
  onSearch(text: string): void;
}

function FindMany({ label, value, onChange, id, choices, loading, onSearch }: FindManyProps) {
  const { t } = useText();
  return (
    <Select
      {...(id ? { id } : {})}
      mode="multiple"
      className="c-pick"
      aria-label={label}
      placeholder={label}
      value={[...(value ?? [])]}
      onChange={(next: string[]) => onChange?.(next)}
      loading={loading}
      options={[...choices]}
      showSearch={{ filterOption: false, onSearch }}
      notFoundContent={t("pick.noneFound")}
    />
  );
}

export function ProductsPick(props: ManyProps) {
  const brand = useBrand();
  const [text, setText] = useState("");
  const query = { limit: 30, ...(text ? { text } : {}) };
  const found = useAnswer("listProducts", { path: brand.path, query });
  const choices = (found.data?.items ?? []).map((one) => ({
    value: one.productId,
    label: `${brand.named(one)} · ${one.externalCode}`,
  }));
  return (
    <FindMany {...props} choices={choices} loading={found.isFetching} onSearch={setText} />
  );
}

export function StoresPick(props: ManyProps) {
  const brand = useBrand();
  const [text, setText] = useState("");
  const query = { limit: 50, ...(text ? { text } : {}) };
  const found = useAnswer("listStores", { path: brand.path, query });
  const choices = (found.data?.items ?? []).map((one) => ({
    value: one.storeId,
    label: `${brand.named(one)} · ${one.city}`,
  }));
  return (
    <FindMany {...props} choices={choices} loading={found.isFetching} onSearch={setText} />
  );
}
