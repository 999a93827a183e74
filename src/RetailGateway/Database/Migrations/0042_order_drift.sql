-- Orders as a partner's own system has them, held against ours every night and whenever somebody asks.
alter table drift_check
    drop constraint drift_check_stream_is_known,
    add constraint drift_check_stream_is_known check (stream in ('stock_in', 'stock_out', 'orders_out'));

alter table conflict
    drop constraint conflict_kind_is_known,
    add constraint conflict_kind_is_known check (kind in (
        'negative_on_hand', 'oversold', 'change_differs', 'expected_unfulfilled', 'expected_differs', 'stock_drift',
        'tenant_mismatch', 'echo_differs', 'partner_refuses', 'order_refused', 'order_unread', 'order_differs'));

-- Of which orders a partner's system told: one that it told nothing of is not held against it.
create index order_message_by_order on order_message (counterparty_id, order_id);
