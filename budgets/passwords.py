"""What a password must not be, said in Chinese. The rules themselves are Django's."""

from django.contrib.auth import password_validation


class LikeTheAccount(password_validation.UserAttributeSimilarityValidator):
    """The person's full name is in Chinese, but somebody may type it in all the same."""

    def __init__(self):
        super().__init__(user_attributes=("username", "full_name"))

    def get_error_message(self):
        return "您的密码与您的%(verbose_name)s太相似，请换一个。"

    def get_help_text(self):
        return "您的密码不能与您的用户名或姓名太相似。"


class TooShort(password_validation.MinimumLengthValidator):
    def get_error_message(self):
        return f"您的密码太短，至少要有 {self.min_length} 位。"

    def get_help_text(self):
        return f"您的密码至少要有 {self.min_length} 位。"


class TooCommon(password_validation.CommonPasswordValidator):
    def get_error_message(self):
        return "您的密码太常见，容易被猜到，请换一个。"

    def get_help_text(self):
        return "您的密码不能是人人都会用的常见密码。"


class OnlyDigits(password_validation.NumericPasswordValidator):
    def get_error_message(self):
        return "您的密码不能全是数字，请加上字母或符号。"

    def get_help_text(self):
        return "您的密码不能全是数字。"
