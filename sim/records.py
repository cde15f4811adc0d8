"""What the compiler knows of packed records: how their members are found, read and written.

Vectors are a place in memory and a length, without an owner: no reference is counted inside
a run. Places are whole numbers from 0; a negative one is not taken from the end.
"""

from __future__ import annotations

import operator
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.core.typing.templates import (
    AbstractTemplate,
    AttributeTemplate,
    infer_global,
    signature,
)
from numba.extending import (
    infer_getattr,
    intrinsic,
    lower_builtin,
    lower_getattr_generic,
    lower_setattr_generic,
    models,
    register_model,
)
from numba.np.arrayobj import make_array

from agents.views import View, seen
from sim.packed import ROOM, Shape

WORD = ir.IntType(64)


class Row(types.Type):  # type: ignore[misc]
    """A vector in compiled code: where it lies and how long it is. Nothing owns it."""

    def __init__(self, number: Any) -> None:
        self.number = number
        super().__init__(name=f"Row({number})")


class Table(types.Type):  # type: ignore[misc]
    """Rows of equal length, one behind the other."""

    def __init__(self, number: Any) -> None:
        self.number = number
        super().__init__(name=f"Table({number})")


@register_model(Row)
class _RowModel(models.StructModel):  # type: ignore[misc]
    def __init__(self, manager: Any, kind: Row) -> None:
        members = [("data", types.CPointer(kind.number)), ("length", types.int64)]
        super().__init__(manager, kind, members)


@register_model(Table)
class _TableModel(models.StructModel):  # type: ignore[misc]
    def __init__(self, manager: Any, kind: Table) -> None:
        members = [
            ("data", types.CPointer(kind.number)),
            ("length", types.int64),
            ("width", types.int64),
        ]
        super().__init__(manager, kind, members)


@infer_global(len)
class _Length(AbstractTemplate):  # type: ignore[misc]
    def generic(self, args: Any, kws: Any) -> Any:
        if len(args) == 1 and isinstance(args[0], Row | Table):
            return signature(types.int64, args[0])
        return None


@lower_builtin(len, Row)  # type: ignore[untyped-decorator]
@lower_builtin(len, Table)  # type: ignore[untyped-decorator]
def _length(context: Any, builder: Any, sig: Any, values: Any) -> Any:
    return cgutils.create_struct_proxy(sig.args[0])(context, builder, values[0]).length


@infer_global(operator.getitem)
class _GetItem(AbstractTemplate):  # type: ignore[misc]
    def generic(self, args: Any, kws: Any) -> Any:
        vector, place = args
        if isinstance(place, types.Integer):
            if isinstance(vector, Row):
                return signature(vector.number, vector, types.int64)
            if isinstance(vector, Table):
                return signature(Row(vector.number), vector, types.int64)
        return None


@infer_global(operator.setitem)
class _SetItem(AbstractTemplate):  # type: ignore[misc]
    def generic(self, args: Any, kws: Any) -> Any:
        vector, place, _ = args
        if isinstance(vector, Row) and isinstance(place, types.Integer):
            return signature(types.none, vector, types.int64, vector.number)
        return None


@lower_builtin(operator.getitem, Row, types.Integer)  # type: ignore[untyped-decorator]
def _get_number(context: Any, builder: Any, sig: Any, values: Any) -> Any:
    row = cgutils.create_struct_proxy(sig.args[0])(context, builder, values[0])
    return builder.load(builder.gep(row.data, [values[1]]))


@lower_builtin(operator.setitem, Row, types.Integer, types.Any)  # type: ignore[untyped-decorator]
def _set_number(context: Any, builder: Any, sig: Any, values: Any) -> Any:
    row = cgutils.create_struct_proxy(sig.args[0])(context, builder, values[0])
    builder.store(values[2], builder.gep(row.data, [values[1]]))
    return context.get_dummy_value()


@lower_builtin(operator.getitem, Table, types.Integer)  # type: ignore[untyped-decorator]
def _get_row(context: Any, builder: Any, sig: Any, values: Any) -> Any:
    table = cgutils.create_struct_proxy(sig.args[0])(context, builder, values[0])
    row = cgutils.create_struct_proxy(sig.return_type)(context, builder)
    row.data = builder.gep(table.data, [builder.mul(values[1], table.width)])
    row.length = table.width
    return row._getvalue()


class Packed(types.Type):  # type: ignore[misc]
    """The type of a packed record in compiled code: a pointer to its words."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.places = shape.places()
        super().__init__(name=f"Packed({shape.name})")

    def member(self, name: str) -> Any:
        """Return the type of what stands under a name; None if there is no such name."""
        if name not in self.places:
            return None
        field = self.places[name][1]
        if field.inner is not None:
            return Packed(field.inner)
        number = types.int64 if field.whole else types.float64
        return (number, Row(number), Table(number))[field.axes]


register_model(Packed)(models.OpaqueModel)


@infer_getattr
class _Members(AttributeTemplate):  # type: ignore[misc]
    key = Packed

    def generic_resolve(self, record: Packed, name: str) -> Any:
        return record.member(name)


def _word(builder: Any, record: Any, at: Any, kind: Any) -> Any:
    """Return the address of a word of a record, as a pointer to ``kind``."""
    start = builder.bitcast(record, kind.as_pointer())
    return builder.gep(start, [at if isinstance(at, ir.Value) else ir.Constant(WORD, at)])


def _steady(builder: Any, loaded: Any) -> Any:
    """Tell the compiler that the word just loaded never changes: it may be kept at hand."""
    loaded.set_metadata("invariant.load", builder.module.add_metadata([]))
    return loaded


@lower_getattr_generic(Packed)  # type: ignore[untyped-decorator]
def _get(context: Any, builder: Any, record: Packed, value: Any, name: str) -> Any:
    at, field = record.places[name]
    member = record.member(name)
    if field.axes == 0 and field.inner is None:
        loaded = builder.load(_word(builder, value, at, context.get_data_type(member)))
        return _steady(builder, loaded) if record.shape.constant else loaded
    offset = _steady(builder, builder.load(_word(builder, value, at, WORD)))
    if field.inner is not None:
        return builder.bitcast(_word(builder, value, offset, WORD), cgutils.voidptr_t)
    made = cgutils.create_struct_proxy(member)(context, builder)
    made.data = _word(builder, value, offset, context.get_data_type(member.number))
    made.length = _steady(builder, builder.load(_word(builder, value, at + 1, WORD)))
    if field.axes == 2:
        made.width = _steady(builder, builder.load(_word(builder, value, at + 2, WORD)))
    return made._getvalue()


@lower_setattr_generic(Packed)  # type: ignore[untyped-decorator]
def _set(context: Any, builder: Any, sig: Any, values: Any, name: str) -> None:
    record = sig.args[0]
    at, field = record.places[name]
    number = types.int64 if field.whole else types.float64
    value = context.cast(builder, values[1], sig.args[1], number)
    builder.store(value, _word(builder, values[0], at, context.get_data_type(number)))


def opener(shape: Shape) -> Any:
    """Return a function, for compiled code only, from a vector of words to its record."""
    record = Packed(shape)

    def codegen(context: Any, builder: Any, sig: Any, values: Any) -> Any:
        words = make_array(sig.args[0])(context, builder, values[0])
        return builder.bitcast(words.data, cgutils.voidptr_t)

    @intrinsic  # type: ignore[untyped-decorator]
    def opened(typing: Any, words: Any) -> Any:
        """See a vector of words as the record it is."""
        return record(words), codegen

    return opened


@intrinsic  # type: ignore[untyped-decorator]
def table_of(typing: Any, array: Any) -> Any:
    """See a C-ordered array of two axes as a table, for compiled code only."""

    def codegen(context: Any, builder: Any, sig: Any, values: Any) -> Any:
        found = make_array(sig.args[0])(context, builder, values[0])
        lengths = cgutils.unpack_tuple(builder, found.shape)
        made = cgutils.create_struct_proxy(sig.return_type)(context, builder)
        made.data = found.data
        made.length, made.width = lengths[0], lengths[1]
        return made._getvalue()

    return Table(array.dtype)(array), codegen


class Seen(types.Type):  # type: ignore[misc]
    """A view in compiled code: a pointer to its members, put together in the caller's frame."""

    def __init__(self, members: tuple[Any, ...]) -> None:
        self.members = dict(zip(View._fields, members, strict=True))
        super().__init__(name=f"Seen({', '.join(map(str, members))})")


register_model(Seen)(models.OpaqueModel)


@infer_global(seen)
class _PutTogether(AbstractTemplate):  # type: ignore[misc]
    def generic(self, args: Any, kws: Any) -> Any:
        keeper, *members = (types.unliteral(member) for member in args)
        return signature(Seen(tuple(members)), keeper, *members)


@lower_builtin(seen, types.VarArg(types.Any))  # type: ignore[untyped-decorator]
def _see(context: Any, builder: Any, sig: Any, values: Any) -> Any:
    kinds = [context.get_value_type(member) for member in sig.args[1:]]
    made = ir.LiteralStructType(kinds)
    assert context.get_abi_sizeof(made) <= ROOM * WORD.width // 8
    room = _word(builder, values[0], sig.args[0].shape.entries - ROOM, WORD)
    typed = builder.bitcast(room, made.as_pointer())
    for place, value in enumerate(values[1:]):
        builder.store(value, cgutils.gep_inbounds(builder, typed, 0, place))
    return builder.bitcast(room, cgutils.voidptr_t)


@infer_getattr
class _Sights(AttributeTemplate):  # type: ignore[misc]
    key = Seen

    def generic_resolve(self, view: Seen, name: str) -> Any:
        return view.members.get(name)


@lower_getattr_generic(Seen)  # type: ignore[untyped-decorator]
def _look(context: Any, builder: Any, view: Seen, value: Any, name: str) -> Any:
    kinds = [context.get_value_type(member) for member in view.members.values()]
    room = builder.bitcast(value, ir.LiteralStructType(kinds).as_pointer())
    place = list(view.members).index(name)
    return builder.load(cgutils.gep_inbounds(builder, room, 0, place))
