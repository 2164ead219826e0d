import { Select } from "antd";
import { useState } from "react";
import { useAnswer } from "../ask.ts";
import { useBrand } from "../brand.tsx";
import { useText } from "../text.ts";

interface PickProps {
  readonly label: string;
  readonly value?: string | null | undefined;
  onChange?(id: string | undefined): void;
  readonly id?: string;
  readonly clearable?: boolean;
  readonly disabled?: boolean;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

interface FindProps extends PickProps {
  readonly choices: readonly Choice[];
  readonly loading: boolean;
  onSearch?(text: string): void;
}

function Find(props: FindProps) {
  const { t } = useText();
  const { label, value, onChange, id, clearable = true, choices, loading, onSearch } = props;
  return (
    <Select
      {...(id ? { id } : {})}
      className="c-pick"
      aria-label={label}
      placeholder={label}
      value={value ?? null}
      onChange={(next: string | null) => onChange?.(next ?? undefined)}
      allowClear={clearable}
      disabled={props.disabled ?? false}
      loading={loading}
      options={[...choices]}
      showSearch={{
        ...(onSearch ? { filterOption: false, onSearch } : { optionFilterProp: "label" }),
      }}
      notFoundContent={t("pick.noneFound")}
    />
  );
}

type Kind = "group" | "region" | "city" | "store";

/** A unit, or only one kind of units, found by its name. */
export function UnitPick(props: PickProps & { readonly kind?: Kind }) {
  const { kind, ...pick } = props;
  const brand = useBrand();
  const { t } = useText();
  const [search, setSearch] = useState("");
  const query = { limit: 50, ...(search ? { search } : {}), ...(kind ? { kind } : {}) };
  const found = useAnswer("listUnits", { path: brand.path, query });
  const chosen = useAnswer(
    "getUnit",
    { path: { ...brand.path, unitId: props.value ?? "" } },
    { enabled: Boolean(props.value) },
  );
  const units = [...(found.data?.items ?? [])];
  const shown = units.map((unit) => ({
    value: unit.unitId,
    label: brand.named(unit) + (kind === "store" ? "" : ` · ${t(`unit.${unit.kind}`)}`),
  }));
  const own = props.value ? chosen.data : undefined;
  if (own && !shown.some((one) => one.value === own.unitId)) {
    shown.unshift({ value: own.unitId, label: brand.named(own) });
  }
  return <Find {...pick} choices={shown} loading={found.isFetching} onSearch={setSearch} />;
}

/** A member, masked; found by the whole phone number or the whole external number. */
export function MemberPick(props: PickProps) {
  const brand = useBrand();
  const [search, setSearch] = useState("");
  const text = search.trim();
  const phone = /^\+?[\d -]{7,20}$/.test(text);
  const by = text === "" ? {} : phone ? { phone: text } : { externalId: text };
  const query = { limit: 20, ...by };
  const found = useAnswer("listMembers", { path: brand.path, query });
  const chosen = useAnswer(
    "getMember",
    { path: { ...brand.path, memberId: props.value ?? "" } },
    { enabled: Boolean(props.value) },
  );
  const labelOf = (one: { masked: string; nameMasked: string | null }) =>
    [one.masked, one.nameMasked].filter(Boolean).join(" · ");
  const shown = (found.data?.items ?? [])
    .filter((one) => !one.erased)
    .map((one) => ({ value: one.memberId, label: labelOf(one) }));
  const own = props.value ? chosen.data : undefined;
  if (own && !shown.some((one) => one.value === own.memberId)) {
    shown.unshift({ value: own.memberId, label: labelOf(own) });
  }
  return <Find {...props} choices={shown} loading={found.isFetching} onSearch={setSearch} />;
}

export function ChannelPick(props: PickProps) {
  const brand = useBrand();
  const found = useAnswer("listChannels", { path: brand.path, query: { limit: 200 } });
  const choices = (found.data?.items ?? []).map((one) => ({
    value: one.channelId,
    label: brand.named(one),
  }));
  return <Find {...props} choices={choices} loading={found.isFetching} />;
}

export function CampaignPick(props: PickProps) {
  const brand = useBrand();
  const found = useAnswer("listCampaigns", { path: brand.path, query: { limit: 200 } });
  const choices = (found.data?.items ?? []).map((one) => ({
    value: one.campaignId,
    label: one.name,
  }));
  return <Find {...props} choices={choices} loading={found.isFetching} />;
}

export function OfferPick(props: PickProps) {
  const brand = useBrand();
  const found = useAnswer("listOffers", { path: brand.path, query: { limit: 200 } });
  const choices = (found.data?.items ?? []).map((one) => ({
    value: one.offerId,
    label: one.title,
  }));
  return <Find {...props} choices={choices} loading={found.isFetching} />;
}
