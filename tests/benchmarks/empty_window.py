"""The baseline for windows: PySide6 and nothing else; prints when it was painted and what memory it takes."""

EMPTY = """
import json, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, self.say)

    def say(self):
        painted = time.perf_counter()
        lines = open("/proc/self/status").read().splitlines()
        resident = next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))
        print(json.dumps({"painted": painted, "resident": resident}), flush=True)
        app.quit()

app = QApplication(sys.argv)
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""
