import { useNavigate, useSearch } from "@tanstack/react-router";
import { Segmented, Select } from "antd";
import { inLang } from "#packages/ui/i18n.ts";
import { type Pages, usePages } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { addDays, today } from "../../parts/days.ts";
import { Listing } from "../../parts/listing.tsx";
import { Empty } from "../../parts/note.tsx";
import { PageHead } from "../../parts/page-head.tsx";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import { EventsPlace } from "../loop/figure-link.tsx";
import { figureText } from "../loop/figures.ts";
import { useColumns } from "./columns.tsx";
import { figureOf, type Ranked, type Ranking, rankings } from "./ranking.ts";

const roles = ["experience", "sales", "flagship", "pickup"] as const;
const lengths = [7, 30, 90] as const;
const within = [1, 3, 7, 14, 30] as const;

type Role = (typeof roles)[number];

interface Search {
  readonly role?: Role;
  readonly by?: Ranking;
  readonly days?: string;
  readonly within?: string;
  readonly unitId?: string;
}

/** What the address says, with the usual where it says nothing. */
function useAsked() {
  const brand = useBrand();
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const days = lengths.find((one) => String(one) === search.days) ?? 30;
  const role = search.role ?? "experience";
  const by: Ranking = search.by ?? (role === "experience" ? "visits" : "sales");
  const withinDays = within.find((one) => String(one) === search.within) ?? 7;
  const to = today(brand.me.brand.timeZone);
  const unit = search.unitId ? { unitId: search.unitId } : {};
  const show = (more: Partial<Record<keyof Search, string | undefined>>) =>
    void navigate({ to: ".", search: { ...search, ...more } as never, replace: true });
  return { days, role, by, show, range: { from: addDays(to, 1 - days), to, withinDays, ...unit } };
}

/** Stores beside each other: those that sell nothing by who came and what they led to. */
export function StoreFiguresPage() {
  const brand = useBrand();
  const { t } = useText();
  const asked = useAsked();
  const { role, by, range } = asked;
  const query = { ...range, role, by, limit: 50 };
  const pages = usePages("readStoreRanking", { path: brand.path, query });
  return (
    <EventsPlace>
      <PageHead title={t("storeFigures.title")} lead={t("storeFigures.lead")} />
      <Choices {...asked} />
      <Sentence pages={pages} by={by} />
      <Listing
        label={t("storeFigures.title")}
        pages={pages}
        columns={useColumns({ role, by, range, items: pages.items })}
        keyOf={(one) => one.storeId}
        empty={
          <Empty
            title={t("storeFigures.empty", { role: t(`stores.role.${role}`) })}
            next={t("storeFigures.emptyNext")}
          />
        }
      />
      <p className="c-quiet">
        {t("storeFigures.told", { days: range.withinDays })}
      </p>
    </EventsPlace>
  );
}

function Choices({ days, role, by, range, show }: ReturnType<typeof useAsked>) {
  const { t } = useText();
  return (
    <div className="c-store-filter">
      <Segmented
        aria-label={t("storeFigures.role")}
        value={role}
        onChange={(next) => show({ role: next, by: undefined })}
        options={roles.map((value) => ({ value, label: t(`stores.role.${value}`) }))}
      />
      <Select
        aria-label={t("storeFigures.by")}
        value={by}
        onChange={(next) => show({ by: next })}
        popupMatchSelectWidth={false}
        options={rankings
          .filter((value) => role !== "experience" || value !== "sales")
          .map((value) => ({ value, label: t(`storeFigures.by.${value}`) }))}
      />
      <Segmented
        aria-label={t("loop.range")}
        value={days}
        onChange={(next) => show({ days: String(next) })}
        options={lengths.map((value) => ({ value, label: t(`loop.last${value}`) }))}
      />
      <Select
        aria-label={t("storeFigures.within")}
        value={range.withinDays}
        onChange={(next) => show({ within: String(next) })}
        popupMatchSelectWidth={false}
        options={within.map((value) => ({
          value, label: t("storeFigures.withinDays", { days: value }),
        }))}
      />
      <UnitPick
        label={t("pick.unit")}
        value={range.unitId}
        onChange={(unitId) => show({ unitId })}
      />
    </div>
  );
}

/** Who leads, in words; a list of one or of nobody needs none. */
function Sentence({ pages, by }: { pages: Pages<Ranked>; by: Ranking }) {
  const brand = useBrand();
  const { t, lang } = useText();
  const [first, second] = pages.items;
  const figure = figureOf[by];
  if (!first || !second || !first.figures[figure]) return null;
  const value = (one: Ranked) => figureText(figure, one.figures[figure], brand);
  const name = (one: Ranked) => inLang(lang, one.label, one.labelEn);
  return (
    <p className="c-sentence">
      {t("storeFigures.sentence", {
        figure: t(`storeFigures.by.${by}`),
        ...{ first: name(first), value: value(first) },
        ...{ second: name(second), other: value(second) },
      })}
      {second.asAbove ? ` ${t("storeFigures.same")}` : null}
    </p>
  );
}
