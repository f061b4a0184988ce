import QtQuick
import Theme

// Keys side by side: all as wide as each other, and as high as the highest of their row. Whoever stands in it asks for
// a height by `implicitHeight`. Without `columns` of its own it is one row.
Grid {
    id: grid

    readonly property var cells: {
        const shown = [];
        for (const item of visibleChildren)
            if (!(item instanceof Repeater))
                shown.push(item);
        return shown;
    }
    readonly property real cell: (width - spacing * (columns - 1)) / columns
    readonly property var heights: {
        const highest = [];
        cells.forEach((item, n) => {
            const row = Math.floor(n / columns);
            highest[row] = Math.max(highest[row] ?? 0, item.implicitHeight);
        });
        return highest;
    }

    function even(): void {
        for (const item of cells) {
            item.width = Qt.binding(() => grid.cell);
            item.height = Qt.binding(() => grid.heights[Math.floor(grid.cells.indexOf(item) / grid.columns)] ?? item.implicitHeight);
        }
    }

    width: parent?.width ?? 0
    columns: Math.max(1, cells.length)
    spacing: Theme.gap
    // And once more when it is whole: a delegate is a child before its own width is bound.
    onCellsChanged: {
        even();
        Qt.callLater(even);
    }
}
