"""The item as the law made it, apart from how it is handled."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.definitions.model.measures import Basis


@dataclass(frozen=True, slots=True)
class CodeMapping:
    """What another system calls the same entry (national ↔ local mapping)."""

    system: str
    code: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """The item as the law made it (基本目录, 36 §2, §6): the same at every level and in every district."""

    id: str
    name: str
    kind: str  # two digits of GB/T 39046 A.1: 01 行政许可 … 20 公共服务
    department: str  # competent department (主管部门), by name
    basis: tuple[Basis, ...]
    base_code: str | None = None  # 12 digits; None where none is published
    levels: tuple[str, ...] = ()  # city, county, township, village
    local_code: str = ""  # 地方基本编码, at most 50 characters
    powers: str = ""  # 权限划分
    central_department: str = ""  # 中央业务指导部门
    state: str = "active"  # active, cancelled
    effective: str = ""  # 计划生效日期, ISO; empty: in force
    cancelled: str = ""  # 计划取消日期, ISO
    parent: str = ""  # the main entry (主项) of a sub-item
    mappings: tuple[CodeMapping, ...] = ()
    themes: tuple[str, ...] = ()
