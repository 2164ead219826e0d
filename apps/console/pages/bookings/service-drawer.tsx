import { Button, Drawer, Form, Input, InputNumber, Select, Switch } from "antd";
import { useAnswer, useWrite } from "../../ask.ts";
import { useBrand } from "../../brand.tsx";
import { AmountInput } from "../../parts/amount.tsx";
import { UnitPick } from "../../parts/pick.tsx";
import { useText } from "../../text.ts";
import type { Service } from "./booking.ts";
import { draftOfService, newService, serviceBody, type ServiceDraft } from "./service-draft.ts";

interface ServiceDrawerProps {
  /** Null: a new one. */
  readonly service: Service | null;
  onClose(): void;
}

/** One service: how long, who and what it takes, what it costs, and the rules members are told. */
export function ServiceDrawer({ service, onClose }: ServiceDrawerProps) {
  const brand = useBrand();
  const { t } = useText();
  const { currency } = brand.me.brand;
  const own = brand.unitsFor("bookings.write")[0];
  const create = useWrite("createBookingService", { done: t("form.saved"), onDone: onClose });
  const change = useWrite("changeBookingService", { done: t("form.saved"), onDone: onClose });
  const first = service
    ? draftOfService(service, currency)
    : { ...newService, ...(own ? { unitId: own.unitId } : {}) };
  function save(typed: ServiceDraft): void {
    const body = serviceBody({ ...first, ...typed }, currency);
    if (service) {
      change.mutate({ path: { ...brand.path, serviceId: service.serviceId }, body });
    } else {
      create.mutate({ path: brand.path, body: { ...body, unitId: typed.unitId ?? "" } });
    }
  }
  return (
    <Drawer
      open
      onClose={onClose}
      size="min(640px, 100vw)"
      title={service ? brand.named(service) : t("bookings.newService")}
    >
      <Form<ServiceDraft>
        layout="vertical"
        initialValues={first}
        disabled={!brand.may("bookings.write")}
        onFinish={save}
        scrollToFirstError
      >
        <Basics isNew={service === null} />
        <Times />
        <Money currency={currency} />
        <Rules />
        <div className="c-form-foot">
          <Button
            type="primary"
            htmlType="submit"
            loading={create.isPending || change.isPending}
          >
            {t("form.save")}
          </Button>
        </div>
      </Form>
    </Drawer>
  );
}

const kinds = ["staff", "room", "chair", "try_on"] as const;

function Basics({ isNew }: { isNew: boolean }) {
  const { t } = useText();
  const required = [{ required: true, message: t("form.required") }];
  return (
    <fieldset className="c-fields">
      <legend>{t("bookings.part.what")}</legend>
      <div className="c-pair">
        <Form.Item name="name" label={t("form.name")} rules={required}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="nameEn" label={`${t("form.english")} · ${t("form.optional")}`}>
          <Input maxLength={120} />
        </Form.Item>
      </div>
      <Form.Item name="about" label={`${t("bookings.about")} · ${t("form.optional")}`}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name="aboutEn" label={`${t("bookings.aboutEn")} · ${t("form.optional")}`}>
        <Input maxLength={800} />
      </Form.Item>
      {isNew ? (
        <Form.Item name="unitId" label={t("bookings.unit")} rules={required}>
          <UnitPick label={t("bookings.unit")} clearable={false} />
        </Form.Item>
      ) : null}
      <Form.Item
        name="needs"
        label={t("bookings.needs")}
        extra={t("bookings.needsHint")}
        rules={required}
      >
        <Select
          mode="multiple"
          options={kinds.map((value) => ({ value, label: t(`bookings.kind.${value}`) }))}
        />
      </Form.Item>
      <div className="c-pair">
        <Form.Item name="capacity" label={t("bookings.capacity")}>
          <InputNumber className="c-amount" min={1} max={200} precision={0} />
        </Form.Item>
        <Form.Item name="shared" label={t("bookings.shared")} valuePropName="checked">
          <Switch />
        </Form.Item>
        <Form.Item name="active" label={t("bookings.active")} valuePropName="checked">
          <Switch />
        </Form.Item>
      </div>
    </fieldset>
  );
}

interface NumberItemProps {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
}

function NumberItem({ name, label, unit, min, max }: NumberItemProps) {
  const { t } = useText();
  const rules = [{ required: true, message: t("form.required") }];
  return (
    <Form.Item name={name} label={label} rules={rules}>
      <InputNumber className="c-amount" min={min} max={max} precision={0} suffix={unit} />
    </Form.Item>
  );
}

function MinutesItem(props: Omit<NumberItemProps, "unit">) {
  const { t } = useText();
  return <NumberItem {...props} unit={t("bookings.unit.minutes")} />;
}

function Times() {
  const { t } = useText();
  return (
    <fieldset className="c-fields">
      <legend>{t("bookings.part.time")}</legend>
      <div className="c-pair">
        <MinutesItem name="durationMin" label={t("bookings.length")} min={5} max={1440} />
        <MinutesItem name="gridMin" label={t("bookings.grid")} min={5} max={1440} />
        <MinutesItem name="beforeMin" label={t("bookings.prepare")} min={0} max={240} />
        <MinutesItem name="afterMin" label={t("bookings.tidy")} min={0} max={240} />
        <MinutesItem name="leadMin" label={t("bookings.leadMin")} min={0} max={43_200} />
        <NumberItem
          name="aheadDays"
          label={t("bookings.ahead")}
          unit={t("bookings.unit.days")}
          min={1}
          max={366}
        />
      </div>
    </fieldset>
  );
}

function Money({ currency }: { currency: string }) {
  const { t } = useText();
  const deposit = Form.useWatch("deposit") as number | null | undefined;
  return (
    <fieldset className="c-fields">
      <legend>{t("bookings.part.money")}</legend>
      <div className="c-pair">
        <Form.Item name="price" label={t("bookings.price")} extra={t("bookings.priceHint")}>
          <AmountInput currency={currency} />
        </Form.Item>
        <Form.Item name="deposit" label={t("bookings.deposit")} extra={t("bookings.depositHint")}>
          <AmountInput currency={currency} />
        </Form.Item>
      </div>
      {deposit ? (
        <Form.Item
          name="depositProductId"
          label={t("bookings.depositProduct")}
          extra={t("bookings.depositProductHint")}
          rules={[{ required: true, message: t("form.required") }]}
        >
          <ProductPick label={t("bookings.depositProduct")} />
        </Form.Item>
      ) : null}
    </fieldset>
  );
}

interface ProductPickProps {
  readonly label: string;
  readonly value?: string | null;
  onChange?(productId: string): void;
  readonly id?: string;
}

function ProductPick({ label, value, onChange, id }: ProductPickProps) {
  const brand = useBrand();
  const found = useAnswer("listProducts", { path: brand.path, query: { limit: 200 } });
  return (
    <Select
      {...(id ? { id } : {})}
      aria-label={label}
      value={value ?? null}
      loading={found.isFetching}
      showSearch={{ optionFilterProp: "label" }}
      onChange={(next) => next && onChange?.(next)}
      options={(found.data?.items ?? []).map((one) => ({
        value: one.productId, label: `${brand.named(one)} · ${one.externalCode}`,
      }))}
    />
  );
}

function Rules() {
  const { t } = useText();
  const unit = t("bookings.unit.minutes");
  const choice = (name: "noShowDeposit" | "noShowVoucher", values: readonly string[]) => (
    <Form.Item name={name} label={t(`bookings.${name}`)}>
      <Select
        options={values.map((value) => ({
          value,
          label: t(`bookings.${name}.${value}` as "bookings.noShowDeposit.keep"),
        }))}
      />
    </Form.Item>
  );
  return (
    <fieldset className="c-fields">
      <legend>{t("bookings.part.rules")}</legend>
      <p className="c-quiet">{t("bookings.rulesHint")}</p>
      <div className="c-pair">
        <MinutesItem name="cancelMin" label={t("bookings.cancelMin")} min={0} max={43_200} />
        <MinutesItem name="holdMin" label={t("bookings.holdMin")} min={1} max={60} />
        <MinutesItem name="noShowMin" label={t("bookings.noShowMin")} min={5} max={1440} />
        <Form.Item name="remindMin" label={t("bookings.remindMin")}>
          <InputNumber className="c-amount" min={5} max={10_080} precision={0} suffix={unit} />
        </Form.Item>
        {choice("noShowDeposit", ["keep", "return"])}
        {choice("noShowVoucher", ["keep", "use"])}
      </div>
    </fieldset>
  );
}
