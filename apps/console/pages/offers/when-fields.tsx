import { Button, Checkbox, Form, Input, Select, Switch } from "antd";
import { useAnswer } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";
import { segmentName, weekdayName } from "./in-words.ts";
import type { OfferDraft } from "./offer-draft.ts";

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const segments = ["member", "new_member"] as const;

/** How many of the rarer conditions are set: said while they are folded away. */
export function countConditions(draft: OfferDraft): number {
  const lists = [draft.weekdays, draft.hours, draft.segments, draft.channels];
  return lists.filter((one) => one && one.length > 0).length + (draft.firstOrder ? 1 : 0);
}

/** Weekdays, hours, people, first order, channels. */
export function ConditionFields() {
  const { t } = useText();
  const brand = useBrand();
  return (
    <>
      <Form.Item name="weekdays" label={t("offer.weekdays")} extra={t("offer.everyone")}>
        <Checkbox.Group
          className="c-weekdays"
          options={weekdays.map((one) => ({ value: one, label: weekdayName(one, { t }) }))}
        />
      </Form.Item>
      <Hours />
      <div className="c-pair">
        <Form.Item name="segments" label={t("offer.segments")} extra={t("offer.everyone")}>
          <SegmentsPick />
        </Form.Item>
        {brand.may("channels.read") ? (
          <Form.Item name="channels" label={t("offer.channels")} extra={t("offer.everyone")}>
            <ChannelsPick />
          </Form.Item>
        ) : null}
      </div>
      <Form.Item name="firstOrder" label={t("offer.firstOrder")} valuePropName="checked">
        <Switch aria-label={t("offer.firstOrder")} />
      </Form.Item>
    </>
  );
}

/** Members, new members, those who hold a tier, and tags of the brand's own. */
function SegmentsPick({ id, value, onChange }: ManyProps) {
  const brand = useBrand();
  const { t } = useText();
  const enabled = brand.may("members.read");
  const found = useAnswer("getCard", { path: brand.path }, { enabled });
  const tiers = found.data?.card?.tiers ?? [];
  return (
    <Select
      {...(id ? { id } : {})}
      mode="tags"
      aria-label={t("offer.segments")}
      value={[...(value ?? [])]}
      onChange={(next: string[]) => onChange?.(next)}
      options={[
        ...segments.map((one) => ({ value: one, label: segmentName(one, { t }) })),
        ...tiers.map((tier) => ({ value: `tier:${tier.tierId}`, label: brand.named(tier) })),
      ]}
    />
  );
}

function Hours() {
  const { t } = useText();
  return (
    <Form.List name="hours">
      {(fields, { add, remove }) => (
        <Form.Item label={t("offer.hours")}>
          {fields.map((field) => (
            <div className="c-range c-hours-range" key={field.key}>
              <Form.Item name={[field.name, "from"]} noStyle>
                <Input type="time" aria-label={t("day.from")} />
              </Form.Item>
              <span aria-hidden="true">–</span>
              <Form.Item name={[field.name, "to"]} noStyle>
                <Input type="time" aria-label={t("day.to")} />
              </Form.Item>
              <Button
                type="text"
                aria-label={t("offer.hoursRemove")}
                onClick={() => remove(field.name)}
              >
                ✕
              </Button>
            </div>
          ))}
          <Button type="dashed" onClick={() => add({ from: "10:00", to: "22:00" })}>
            {t("offer.hoursAdd")}
          </Button>
        </Form.Item>
      )}
    </Form.List>
  );
}

interface ManyProps {
  readonly value?: readonly string[];
  onChange?(ids: string[]): void;
  readonly id?: string;
}

function ChannelsPick({ value, onChange, id }: ManyProps) {
  const { t } = useText();
  const brand = useBrand();
  const found = useAnswer("listChannels", { path: brand.path, query: { limit: 200 } });
  return (
    <Select
      {...(id ? { id } : {})}
      mode="multiple"
      aria-label={t("offer.channels")}
      value={[...(value ?? [])]}
      onChange={(next: string[]) => onChange?.(next)}
      loading={found.isFetching}
      showSearch={{ optionFilterProp: "label" }}
      options={(found.data?.items ?? []).map((one) => ({
        value: one.channelId,
        label: brand.named(one),
      }))}
      notFoundContent={t("pick.noneFound")}
    />
  );
}
