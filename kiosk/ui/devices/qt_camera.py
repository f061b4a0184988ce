"""A real camera through Qt Multimedia. Imported only when the settings name one: it brings FFmpeg with it."""

from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QMediaCaptureSession,
    QMediaDevices,
    QVideoFrame,
    QVideoSink,
)

from kiosk.ui.devices.camera import Camera

DEFAULT = "default"


class QtCamera(Camera):
    """`device`: `default`, or the system's id of one (/dev/video0), looked up anew at each start."""

    def __init__(self, device: str) -> None:
        super().__init__()
        self._device = device
        self._camera: QCamera | None = None
        self._sink = QVideoSink(self)
        self._sink.videoFrameChanged.connect(self._take)
        self._session = QMediaCaptureSession(self)
        self._session.setVideoSink(self._sink)

    def start(self) -> None:
        self.stop()
        found = self._find()
        if found is None:
            self.failed.emit()
            return
        self._camera = QCamera(found, self)
        self._camera.errorOccurred.connect(self._fail)
        self._session.setCamera(self._camera)
        self._camera.start()

    def stop(self) -> None:
        camera, self._camera = self._camera, None
        if camera is not None:
            camera.stop()
            camera.deleteLater()

    def _find(self) -> QCameraDevice | None:
        inputs = QMediaDevices.videoInputs()
        if self._device == DEFAULT:
            return inputs[0] if inputs else None
        return next((one for one in inputs if one.id().data() == self._device.encode()), None)

    def _take(self, frame: QVideoFrame) -> None:
        image = frame.toImage() if self._camera is not None and frame.isValid() else None
        if image is not None and not image.isNull():
            self.frame.emit(image)

    def _fail(self) -> None:
        self.stop()
        self.failed.emit()
