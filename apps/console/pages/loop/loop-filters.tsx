import { Button, Input, Segmented } from "antd";
import { useId, useState } from "react";
import { useBrand } from "../../brand.tsx";
import { addDays, today } from "../../parts/days.ts";
import { CampaignPick, ChannelPick, OfferPick, UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import { filterNames, type LoopFilter } from "./figures.ts";

interface LoopFiltersProps {
  readonly search: Readonly<Record<string, string>>;
  readonly filter: LoopFilter;
  onChange(search: Record<string, string>): void;
}

/** Days first; what narrows further is one tap away on a phone, and always there on a desk. */
export function LoopFilters({ search, filter, onChange }: LoopFiltersProps) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const brand = useBrand();
  const panel = useId();
  const set = (name: string, value: string | undefined) => {
    const { [name]: _, ...rest } = search;
    onChange(value ? { ...rest, [name]: value } : rest);
  };
  const narrowed = filterNames.filter((name) => search[name]).length;
  const pick = (name: "unitId" | "channelId" | "campaignId" | "offerId") => ({
    value: search[name],
    onChange: (id: string | undefined) => set(name, id),
  });
  return (
    <div className="c-filters">
      <Days filter={filter} search={search} onChange={onChange} />
      <Button
        className="c-filters-more"
        aria-expanded={open}
        aria-controls={panel}
        onClick={() => setOpen(!open)}
      >
        {t("loop.filters")}
        {narrowed > 0 ? ` · ${narrowed}` : ""}
      </Button>
      <div id={panel} className={`c-filters-picks ${open ? "c-filters-open" : ""}`}>
        <UnitPick label={t("pick.unit")} {...pick("unitId")} />
        {brand.may("channels.read") ? (
          <>
            <ChannelPick label={t("pick.channel")} {...pick("channelId")} />
            <CampaignPick label={t("pick.campaign")} {...pick("campaignId")} />
          </>
        ) : null}
        {brand.may("offers.read") ? (
          <OfferPick label={t("pick.offer")} {...pick("offerId")} />
        ) : null}
        {narrowed > 0 ? (
          <Button
            type="text"
            onClick={() => onChange(search["by"] ? { by: search["by"] } : {})}
          >
            {t("loop.clear")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

const lengths = [7, 30, 90] as const;

function Days({ filter, search, onChange }: LoopFiltersProps) {
  const { t } = useText();
  const brand = useBrand();
  const now = today(brand.me.brand.timeZone);
  const chosen = lengths.find(
    (count) => filter.to === now && filter.from === addDays(now, 1 - count),
  );
  const setDays = (from: string, to: string) => {
    if (from && to && from <= to) onChange({ ...search, from, to });
  };
  return (
    <div className="c-filters-days">
      <Segmented
        aria-label={t("loop.range")}
        options={lengths.map((count) => ({ value: count, label: t(`loop.last${count}`) }))}
        value={(chosen ?? 0) as 7}
        onChange={(count) => setDays(addDays(now, 1 - count), now)}
      />
      <span className="c-filters-range">
        <Input
          type="date"
          aria-label={t("day.from")}
          max={filter.to}
          value={filter.from}
          onChange={(event) => setDays(event.target.value, filter.to ?? now)}
        />
        <span aria-hidden="true">–</span>
        <Input
          type="date"
          aria-label={t("day.to")}
          min={filter.from}
          value={filter.to}
          onChange={(event) => setDays(filter.from ?? now, event.target.value)}
        />
      </span>
    </div>
  );
}
