"""Refusing what no form of ours takes before it fills a disk."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

LARGEST_REQUEST = 20 * 1024 * 1024


class Doorkeeper(FileUploadHandler):
    """Turn a request away unread when it is larger than any file that is taken; forms name their own, lower limit."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *_more: Any, **_others: Any) -> None:  # noqa: N803
        """Look at the length that is announced."""
        if content_length > LARGEST_REQUEST:
            raise RequestDataTooBig("A request of this size is not read.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Leave the reading to those who come after."""
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """Leave the file to those who come after."""
        return None
