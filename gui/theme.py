"""Which colours, sizes and fonts does Evenside wear, by day and by night?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from core.sides import Side

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
FONT = "Inter"
IN_FUSION = "in_fusion"
"""A property of an application that was started in the style Fusion."""


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """The colours of one theme; text colours have a contrast of at least 4.5 on their grounds."""

    name: str
    paper: str
    card: str
    sunken: str
    line: str
    text: str
    muted: str
    accent: str
    accent_text: str
    accent_soft: str
    left: str
    right: str
    good: str
    warn: str
    warn_soft: str
    skin: str
    skin_line: str
    cloth: str
    region: str
    region_line: str
    even: str
    weaker: str

    def side(self, side: Side) -> str:
        """Left is always teal, right always amber; words and dashes say it too."""
        return self.left if side is Side.LEFT else self.right


LIGHT = Theme(
    name="light",
    paper="#f6f4f0",
    card="#ffffff",
    sunken="#edf0f2",
    line="#e2ded7",
    text="#1d2733",
    muted="#5b6876",
    accent="#0e6a87",
    accent_text="#ffffff",
    accent_soft="#e0eef2",
    left="#0b7285",
    right="#a84b08",
    good="#1f7a4d",
    warn="#9a3412",
    warn_soft="#fdf0e3",
    skin="#ecdfd3",
    skin_line="#8d8178",
    cloth="#8793a3",
    region="#cfd8e0",
    region_line="#ffffff",
    even="#8fa3b5",
    weaker="#d8532e",
)
DARK = Theme(
    name="dark",
    paper="#15191d",
    card="#1e242a",
    sunken="#2a323a",
    line="#333d46",
    text="#e9edf0",
    muted="#9fadb9",
    accent="#4db6cc",
    accent_text="#06222a",
    accent_soft="#1c3640",
    left="#55c2d6",
    right="#f0a55a",
    good="#5cc48f",
    warn="#f2a978",
    warn_soft="#3a2a1e",
    skin="#6b625b",
    skin_line="#b1a69c",
    cloth="#3d4854",
    region="#49565f",
    region_line="#1e242a",
    even="#6d8296",
    weaker="#ff8a63",
)


def theme_named(name: str) -> Theme:
    """Give the theme for "light", "dark" or "system"."""
    if name == "system":
        scheme = QGuiApplication.styleHints().colorScheme()
        return DARK if scheme is Qt.ColorScheme.Dark else LIGHT
    return DARK if name == "dark" else LIGHT


def theme_now() -> Theme:
    """Give the theme the app wears: for small pieces that paint themselves wherever they are."""
    worn = QGuiApplication.palette().color(QPalette.ColorRole.Window).name()
    return DARK if worn == DARK.paper else LIGHT


def prepare(app: QApplication) -> None:
    """Set style and fonts once, before the first window; our font makes every machine alike."""
    if not app.property(IN_FUSION):
        app.setStyle("Fusion")
    for path in sorted((RESOURCES / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(path))
    font = QFont(FONT)
    font.setPixelSize(14)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(font)


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the whole app."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.paper,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.card,
        QPalette.ColorRole.AlternateBase: theme.sunken,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.Button: theme.card,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.ToolTipBase: theme.card,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.accent_text,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.Mid: theme.line,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    app.setPalette(palette)
    app.setStyleSheet(style_sheet(theme))


def _icon(name: str) -> str:
    """Give a path that a style sheet understands on every system."""
    return (RESOURCES / "icons" / f"{name}.svg").as_posix()


def style_sheet(theme: Theme) -> str:
    """Write the style sheet of a theme; widgets choose their look by object name or property."""
    t = theme
    return f"""
* {{ font-family: "{FONT}"; }}
QToolTip {{ background: {t.card}; color: {t.text}; border: 1px solid {t.line}; padding: 6px; }}
#page, #scrolled {{ background: {t.paper}; }}
QScrollArea {{ border: none; background: transparent; }}
#rail {{ background: {t.card}; border-right: 1px solid {t.line}; }}
#side_panel {{ background: {t.card}; border-left: 1px solid {t.line}; }}
#side_panel QScrollArea > QWidget > QWidget {{ background: {t.card}; }}
QFrame[card="true"] {{ background: {t.card}; border: 1px solid {t.line}; border-radius: 14px; }}
QFrame[card="true"][state="done"] {{ border: 1px solid {t.good}; }}
QFrame[banner="info"] {{ background: {t.accent_soft}; border-radius: 10px; }}
QFrame[banner="warn"] {{ background: {t.warn_soft}; border: 1px solid {t.warn};
    border-radius: 10px; }}
QFrame[rule="true"] {{ background: {t.line}; max-height: 1px; min-height: 1px; border: none; }}
QLabel {{ background: transparent; color: {t.text}; }}
QLabel[look="title"] {{ font-size: 24px; font-weight: 700; }}
QLabel[look="heading"] {{ font-size: 16px; font-weight: 600; }}
QLabel[look="strong"] {{ font-weight: 600; }}
QLabel[look="muted"] {{ color: {t.muted}; }}
QLabel[look="small"] {{ color: {t.muted}; font-size: 12px; }}
QLabel[look="caps"] {{ color: {t.muted}; font-size: 12px; font-weight: 600; }}
QLabel[look="now"] {{ font-size: 32px; font-weight: 700; }}
QLabel[look="phase"] {{ font-size: 34px; font-weight: 700; }}
QLabel[look="side"] {{ font-size: 22px; font-weight: 700; }}
QLabel[look="number"] {{ font-size: 52px; font-weight: 700; }}
QLabel[look="figure"] {{ font-size: 24px; font-weight: 700; }}
QLabel[look="warn"] {{ color: {t.warn}; }}
QLabel[look="good"] {{ color: {t.good}; font-weight: 600; }}
QLabel[side="left"] {{ color: {t.left}; font-weight: 700; }}
QLabel[side="right"] {{ color: {t.right}; font-weight: 700; }}
QLabel[tag="true"] {{ background: {t.sunken}; color: {t.text}; border-radius: 9px;
    padding: 3px 10px; font-size: 12px; }}
QPushButton {{ background: {t.sunken}; color: {t.text}; border: 1px solid transparent;
    border-radius: 9px; padding: 8px 14px; font-weight: 600; }}
QPushButton:hover {{ border-color: {t.accent}; }}
QPushButton:focus {{ border: 2px solid {t.accent}; padding: 7px 13px; }}
QPushButton:disabled {{ color: {t.muted}; background: {t.sunken}; border-color: transparent; }}
QPushButton[kind="primary"] {{ background: {t.accent}; color: {t.accent_text}; }}
QPushButton[kind="primary"]:hover {{ border-color: {t.text}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {t.text}; }}
QPushButton[kind="primary"]:disabled {{ background: {t.sunken}; color: {t.muted}; }}
QPushButton[kind="big"] {{ background: {t.accent}; color: {t.accent_text}; font-size: 18px;
    padding: 13px; border-radius: 10px; }}
QPushButton[kind="big"]:focus {{ border: 2px solid {t.text}; padding: 12px; }}
QPushButton[kind="big"]:disabled {{ background: {t.sunken}; color: {t.muted}; }}
QPushButton[kind="quiet"] {{ background: transparent; color: {t.accent}; padding: 6px 8px; }}
QPushButton[kind="quiet"]:focus {{ border: 2px solid {t.accent}; padding: 5px 7px; }}
QPushButton[kind="round"] {{ border-radius: 23px; min-width: 44px; max-width: 44px;
    min-height: 44px; max-height: 44px; padding: 0; font-size: 20px; }}
QPushButton[kind="round"]:focus {{ padding: 0; }}
QPushButton[kind="chip"] {{ border-radius: 15px; padding: 6px 13px; min-height: 18px;
    font-weight: 500; }}
QPushButton[kind="chip"]:focus {{ padding: 5px 12px; }}
QPushButton[kind="chip"][touch="true"] {{ border-radius: 22px; min-width: 22px; min-height: 30px;
    padding: 6px 10px; font-size: 16px; }}
QPushButton[kind="chip"][touch="true"]:focus {{ padding: 5px 9px; }}
QPushButton[kind="chip"]:checked {{ background: {t.accent}; color: {t.accent_text};
    font-weight: 600; }}
QPushButton[kind="chip"]:checked:focus {{ border: 2px solid {t.text}; }}
QPushButton[kind="chip"][side="left"]:checked {{ background: {t.left}; color: {t.card}; }}
QPushButton[kind="chip"][side="right"]:checked {{ background: {t.right}; color: {t.card}; }}
QPushButton[kind="chip"][wrong="true"]:checked {{ background: {t.warn_soft}; color: {t.warn};
    border: 2px solid {t.warn}; padding: 5px 12px; }}
QPushButton[kind="chip"][wrong="true"]:checked:focus {{ border: 2px dashed {t.text}; }}
QPushButton[kind="rail"] {{ background: transparent; border-radius: 12px; padding: 0;
    min-width: 68px; max-width: 68px; min-height: 58px; max-height: 58px; }}
QPushButton[kind="rail"]:checked {{ background: {t.accent_soft}; }}
QPushButton[kind="rail"]:focus {{ padding: 0; }}
QPushButton[kind="link"] {{ background: transparent; color: {t.accent}; padding: 2px;
    text-align: left; border-radius: 4px; }}
QPushButton[kind="link"]:focus {{ border: 2px solid {t.accent}; padding: 1px; }}
QPushButton::menu-indicator {{ image: none; width: 0; }}
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateEdit {{
    background: {t.card}; color: {t.text}; border: 1px solid {t.line}; border-radius: 8px;
    padding: 6px 9px; selection-background-color: {t.accent};
    selection-color: {t.accent_text}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QComboBox:focus, QDateEdit:focus {{ border: 2px solid {t.accent}; padding: 5px 8px; }}
QLineEdit[wrong="true"] {{ border: 2px solid {t.warn}; }}
QSpinBox, QDoubleSpinBox {{ padding: 6px 24px 6px 9px; }}
QSpinBox:focus, QDoubleSpinBox:focus {{ padding: 5px 23px 5px 8px; }}
QAbstractSpinBox QLineEdit {{ border: none; padding: 0; background: transparent; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ background: transparent;
    border: none; width: 22px; subcontrol-origin: border; }}
QAbstractSpinBox::up-button {{ subcontrol-position: top right; }}
QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; }}
QAbstractSpinBox::up-arrow {{ image: url("{_icon("up")}"); width: 11px; height: 11px; }}
QAbstractSpinBox::down-arrow {{ image: url("{_icon("down")}"); width: 11px; height: 11px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url("{_icon("down")}");
    width: 12px; height: 12px; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: 26px; }}
QComboBox QAbstractItemView {{ background: {t.card}; border: 1px solid {t.line};
    selection-background-color: {t.accent}; selection-color: {t.accent_text}; padding: 4px; }}
QCheckBox, QRadioButton {{ spacing: 9px; color: {t.text}; background: transparent; }}
QCheckBox:focus, QRadioButton:focus {{ color: {t.accent}; }}
QCheckBox::indicator {{ width: 16px; height: 16px; border: 2px solid {t.muted};
    border-radius: 5px; background: {t.card}; }}
QCheckBox::indicator:hover, QCheckBox::indicator:focus {{ border-color: {t.accent}; }}
QCheckBox::indicator:checked {{ background: {t.accent}; border-color: {t.accent};
    image: url("{_icon("check")}"); }}
QSlider {{ min-height: 24px; }}
QSlider::groove:horizontal {{ height: 6px; border-radius: 3px; background: {t.sunken}; }}
QSlider::sub-page:horizontal {{ height: 6px; border-radius: 3px; background: {t.right}; }}
QSlider::handle:horizontal {{ width: 18px; height: 18px; margin: -7px 0; border-radius: 10px;
    background: {t.card}; border: 2px solid {t.right}; }}
QSlider:focus {{ border: none; }}
QSlider::handle:horizontal:focus {{ background: {t.right}; }}
QTableView, QListView, QTreeView {{ background: {t.card}; color: {t.text};
    border: 1px solid {t.line}; border-radius: 10px; gridline-color: {t.line};
    alternate-background-color: {t.paper}; outline: 0; }}
QListView::item {{ padding: 8px 10px; border-radius: 6px; }}
QListView::item:selected, QTableView::item:selected {{ background: {t.accent_soft};
    color: {t.text}; }}
QListView:focus, QTableView:focus {{ border: 2px solid {t.accent}; }}
QHeaderView::section {{ background: {t.card}; color: {t.muted}; border: none;
    border-bottom: 1px solid {t.line}; padding: 8px; font-weight: 600; }}
QTableCornerButton::section {{ background: {t.card}; border: none; }}
QMenu {{ background: {t.card}; color: {t.text}; border: 1px solid {t.line}; padding: 6px; }}
QMenu::item {{ padding: 7px 22px; border-radius: 6px; }}
QMenu::item:disabled {{ color: {t.line}; }}
QMenu::item:selected {{ background: {t.accent_soft}; color: {t.text}; }}
QDialog {{ background: {t.paper}; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
QScrollBar::handle:vertical {{ background: {t.line}; border-radius: 4px; min-height: 40px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
QScrollBar::handle:horizontal {{ background: {t.line}; border-radius: 4px; min-width: 40px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    background: none; border: none; width: 0; height: 0; }}
QProgressBar {{ background: {t.sunken}; border: none; border-radius: 3px; max-height: 6px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 3px; }}
"""
