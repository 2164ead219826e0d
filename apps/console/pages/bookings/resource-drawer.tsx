import { Button, Drawer, Form, Input, InputNumber, Select, Switch } from "antd";
import { useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { useText } from "../../text.ts";
import { HoursFields, SpecialFields } from "../stores/hours-fields.tsx";
import type { Resource, Service } from "./booking.ts";
import {
  daysBody, draftOfResource, newResource, resourceBody, type ResourceDraft,
} from "./resource-draft.ts";

interface ResourceDrawerProps {
  readonly storeId: string;
  /** Null: a new one. */
  readonly resource: Resource | null;
  readonly services: readonly Service[];
  onClose(): void;
}

/** Who or what serves: what it can do, when it is there, and the days that differ. */
export function ResourceDrawer({ storeId, resource, services, onClose }: ResourceDrawerProps) {
  const brand = useBrand();
  const { t } = useText();
  const done = t("form.saved");
  const days = useWrite("setBookingResourceDays", { done, onDone: onClose });
  const create = useWrite("createBookingResource");
  const change = useWrite("changeBookingResource");
  async function save(typed: ResourceDraft): Promise<void> {
    const draft = { ...newResource, ...typed };
    const body = resourceBody(draft);
    const { resourceId } = resource
      ? await change.mutateAsync({
        path: { ...brand.path, resourceId: resource.resourceId }, body,
      }).then(() => resource)
      : await create.mutateAsync({
        path: brand.path, body: { ...body, storeId, kind: draft.kind },
      });
    days.mutate({ path: { ...brand.path, resourceId }, body: { days: daysBody(draft) } });
  }
  return (
    <Drawer
      open
      onClose={onClose}
      size="min(600px, 100vw)"
      title={resource ? brand.named(resource) : t("bookings.newResource")}
    >
      <Form<ResourceDraft>
        layout="vertical"
        initialValues={resource ? draftOfResource(resource) : newResource}
        disabled={!brand.may("bookings.write")}
        // a refusal is said by the write itself
        onFinish={(typed) => void save(typed).catch(() => undefined)}
        scrollToFirstError
      >
        <Basics isNew={resource === null} services={services} />
        <OwnHours />
        <SpecialFields />
        <div className="c-form-foot">
          <Button
            type="primary"
            htmlType="submit"
            loading={create.isPending || change.isPending || days.isPending}
          >
            {t("form.save")}
          </Button>
        </div>
      </Form>
    </Drawer>
  );
}

const kinds = ["staff", "room", "chair", "try_on"] as const;

function Basics({ isNew, services }: { isNew: boolean; services: readonly Service[] }) {
  const brand = useBrand();
  const { t } = useText();
  return (
    <fieldset className="c-fields">
      <legend>{t("bookings.part.who")}</legend>
      <div className="c-pair">
        <Form.Item
          name="name"
          label={t("form.name")}
          rules={[{ required: true, message: t("form.required") }]}
        >
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="nameEn" label={`${t("form.english")} · ${t("form.optional")}`}>
          <Input maxLength={120} />
        </Form.Item>
        {isNew ? (
          <Form.Item name="kind" label={t("bookings.kind")}>
            <Select
              options={kinds.map((value) => ({ value, label: t(`bookings.kind.${value}`) }))}
            />
          </Form.Item>
        ) : null}
        <Form.Item name="capacity" label={t("bookings.places")}>
          <InputNumber className="c-amount" min={1} max={200} precision={0} />
        </Form.Item>
        <Form.Item name="active" label={t("bookings.active")} valuePropName="checked">
          <Switch />
        </Form.Item>
      </div>
      <Form.Item name="skills" label={t("bookings.skills")}>
        <Select
          mode="multiple"
          optionFilterProp="label"
          options={services.map((one) => ({ value: one.serviceId, label: brand.named(one) }))}
        />
      </Form.Item>
    </fieldset>
  );
}

function OwnHours() {
  const { t } = useText();
  const own = Form.useWatch("own") as boolean | undefined;
  return (
    <>
      <Form.Item
        name="own"
        label={t("bookings.ownHours")}
        extra={t("bookings.ownHoursHint")}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
      {own ? <HoursFields /> : null}
    </>
  );
}
